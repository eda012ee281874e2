package org.pinacotheca.domain.picture;

/**
 * Whether a picture is fit for every eye. Only what the owner declared and a moderator confirmed
 * counts as safe.
 */
public record Safety(boolean declared, boolean confirmed) {
  /** What every picture begins as. */
  public static final Safety UNDECLARED = new Safety(false, false);

  /** Whether the picture counts as safe. */
  public boolean isSafe() {
    return declared && confirmed;
  }
}
