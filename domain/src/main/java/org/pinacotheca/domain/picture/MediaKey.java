package org.pinacotheca.domain.picture;

/**
 * The name under which a picture's files are stored: 32 lower-case hexadecimal digits, random for
 * every upload and shown only to the operator.
 */
public record MediaKey(String value) {
  private static final int DIGITS = 32;

  public MediaKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "a media key is 32 lower-case hexadecimal digits, not '" + value + "'");
    }
  }

  private static boolean isWellFormed(String text) {
    for (int at = 0; at < text.length(); at++) {
      char digit = text.charAt(at);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return text.length() == DIGITS;
  }
}
