package org.pinacotheca.persistence.jdbi.failure;

/** The target of a move is not empty; it is left unchanged. */
public final class TargetNotEmptyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public TargetNotEmptyException(String message) {
    super(message);
  }
}
