package org.pinacotheca.domain.identity;

import java.util.regex.Pattern;

/**
 * The token of a {@link Login}: 32 lower-case hexadecimal digits, which an application gets, shows
 * to a member, and exchanges for a session. Its text form is hidden.
 */
public record LoginToken(String value) {
  /** How many hexadecimal digits a token has. */
  public static final int DIGITS = 32;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

  public LoginToken {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a login token is 32 lower-case hexadecimal digits");
    }
  }

  /** Whether the text could be a login token at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** The hash under which the login is stored. */
  public SecretHash hash() {
    return SecretHash.of(value);
  }

  @Override
  public String toString() {
    return "LoginToken[…]";
  }
}
