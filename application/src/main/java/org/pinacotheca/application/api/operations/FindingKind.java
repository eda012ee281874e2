package org.pinacotheca.application.api.operations;

/** The kinds of findings of an inspection. Words and meanings stay the same between releases. */
public enum FindingKind {
  MASTER_KEY("master-key", "put the file master-key of this installation back"),
  OTHER_MEDIA(
      "other-media",
      "name the database and the media that belong together, or restore the one that was lost"),
  ROW_UNREADABLE("row-unreadable", "restore the row from a backup, or remove it"),
  FILE_MISSING("file-missing", "restore the file from a backup, or remove the picture"),
  FILE_EMPTY("file-empty", "restore the file from a backup, or remove the picture"),
  FILE_LENGTH("file-length", "restore the file from a backup, or remove the picture"),
  FILE_CONTENT("file-content", "restore the file from a backup, or remove the picture"),
  FILE_UNREADABLE("file-unreadable", "give the server's user the right to read the file"),
  FILES_ORPHANED(
      "files-orphaned",
      "restore the picture's row, or let the server's sweep remove them; when they are many, only"
          + " 'pinacotheca admin media sweep' does"),
  ALBUM_TALLY("album-tally", "add a picture to the album or remove one, which counts anew"),
  ALBUM_OVERFULL("album-overfull", "move pictures to another album"),
  BALANCE_WRONG("balance-wrong", "restore the ledger from a backup"),
  HISTORY_BROKEN("history-broken", "restore the ledger from a backup"),
  TRANSFER_UNENTERED("transfer-unentered", "restore the ledger from a backup"),
  LEDGER_SUM("ledger-sum", "see what is found about accounts and transfers"),
  UNLOCK_UNPAID("unlock-unpaid", "restore the transfer, or take the unlock back"),
  SUBSCRIPTION_UNPAID("subscription-unpaid", "restore the transfer, or take the subscription back"),
  PURCHASE_UNDELIVERED("purchase-undelivered", "restore what was bought, or grant the price back"),
  COMMISSION_UNFOUNDED("commission-unfounded", "restore the sale from a backup"),
  REFUND_UNFOUNDED("refund-unfounded", "restore the transfer that it takes back from a backup"),
  ERASURE_UNFOUNDED("erasure-unfounded", "restore the row of the erased member from a backup");

  private final String word;
  private final String advice;

  FindingKind(String word, String advice) {
    this.word = word;
    this.advice = advice;
  }

  /** The word that names the kind for programs. */
  public String word() {
    return word;
  }

  /** What an operator can do about it. */
  public String advice() {
    return advice;
  }
}
