package org.pinacotheca.domain.identity;

import java.util.regex.Pattern;

/**
 * Identifies one of a member's sessions to that member: 32 lower-case hexadecimal digits. It is no
 * secret, gives no access, and reveals nothing about the keys and tokens of the session.
 */
public record SessionId(String value) {
  /** How many digits an id has. */
  public static final int DIGITS = 32;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

  public SessionId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "a session's id is 32 lower-case hexadecimal digits, not '" + value + "'");
    }
  }

  /** Whether the text could be a session's id at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }
}
