package org.pinacotheca.domain.signin;

/** The salted, slow hash as which a password is stored. Its text form is hidden. */
public record PasswordHash(String value) {
  /** The longest hash. */
  public static final int LENGTH_MAX = 200;

  public PasswordHash {
    if (value.isEmpty() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a password's hash has 1 to 200 characters");
    }
  }

  @Override
  public String toString() {
    return "PasswordHash[…]";
  }
}
