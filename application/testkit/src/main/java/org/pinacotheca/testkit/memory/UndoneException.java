package org.pinacotheca.testkit.memory;

/** What a test throws to undo a unit of work. */
public final class UndoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
