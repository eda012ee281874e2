package org.pinacotheca.testkit;

/** What a test throws to undo a unit of work. */
final class UndoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
