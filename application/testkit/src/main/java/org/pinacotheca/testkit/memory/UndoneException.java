package org.pinacotheca.testkit.memory;

/** Thrown by tests to roll back a unit of work. */
public final class UndoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
