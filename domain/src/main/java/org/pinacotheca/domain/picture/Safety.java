package org.pinacotheca.domain.picture;

/**
 * Whether a picture is safe for all viewers. It is when its owner declared it and a moderator
 * confirmed it.
 */
public record Safety(boolean declared, boolean confirmed) {
  /** The initial state of every picture. */
  public static final Safety UNDECLARED = new Safety(false, false);

  /** Whether the picture counts as safe. */
  public boolean isSafe() {
    return declared && confirmed;
  }
}
