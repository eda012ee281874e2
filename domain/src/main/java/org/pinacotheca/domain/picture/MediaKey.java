package org.pinacotheca.domain.picture;

/**
 * The name under which a picture's files are kept: 32 lower-case hexadecimal digits, drawn anew for
 * every upload and shown to nobody but the operator.
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
