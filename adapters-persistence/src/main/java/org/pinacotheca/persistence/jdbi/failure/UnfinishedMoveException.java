package org.pinacotheca.persistence.jdbi.failure;

/** A database contains rows of an unfinished or unverified move. */
public final class UnfinishedMoveException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public UnfinishedMoveException() {
    super(
        "a move of an installation into this database was not finished; run 'pinacotheca move'"
            + " again with the same arguments");
  }
}
