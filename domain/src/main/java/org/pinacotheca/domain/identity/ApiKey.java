package org.pinacotheca.domain.identity;

/**
 * The public key that identifies an application: 1 to 64 letters, digits, {@code -}, {@code _} and
 * {@code .}.
 */
public record ApiKey(String value) {
  private static final int LENGTH_MAX = 64;

  public ApiKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "an application key is 1-64 letters, digits, '-', '_' or '.', not '" + value + "'");
    }
  }

  /** Whether the text could be a key at all. */
  public static boolean isWellFormed(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (!isAllowed(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9'
        || "-_.".indexOf(character) >= 0;
  }
}
