package org.pinacotheca.persistence.jdbi.failure;

/** The target of a move holds something else already, and is left as it is. */
public final class TargetNotEmptyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public TargetNotEmptyException(String message) {
    super(message);
  }
}
