package org.pinacotheca.persistence.jdbi.failure;

/** A database holds rows of a move that has not come to its end, or was never proven. */
public final class UnfinishedMoveException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public UnfinishedMoveException() {
    super(
        "a move of an installation into this database was not finished; run 'pinacotheca move'"
            + " again with the same arguments");
  }
}
