package org.pinacotheca.domain.authorization;

import java.util.regex.Pattern;
import org.pinacotheca.domain.identity.SecretHash;

/**
 * Names a {@link Login}. Those that exist have 32 lower-case hexadecimal digits, which an
 * application gets, shows to a member, and exchanges for a session; no other text names one. Its
 * text form is hidden.
 */
public record LoginToken(String value) {
  /** How many hexadecimal digits a token has. */
  public static final int DIGITS = 32;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

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
