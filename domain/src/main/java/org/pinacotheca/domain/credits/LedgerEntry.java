package org.pinacotheca.domain.credits;

/**
 * A transfer as one of its accounts sees it.
 *
 * @param number its number in the ledger, from 1; later transfers of one account have greater
 *     numbers
 * @param balance of the account when it was posted
 */
public record LedgerEntry(long number, AccountId account, Transfer transfer, Credits balance) {
  public LedgerEntry {
    if (!account.equals(transfer.from()) && !account.equals(transfer.to())) {
      throw new IllegalArgumentException("the transfer does not concern the account " + account);
    }
  }

  /** The account's gain in hundredths, negative for a loss. */
  public long gainInHundredths() {
    long amount = transfer.amount().hundredths();
    return account.equals(transfer.to()) ? amount : -amount;
  }

  /** The other account. */
  public AccountId counterparty() {
    return account.equals(transfer.to()) ? transfer.from() : transfer.to();
  }
}
