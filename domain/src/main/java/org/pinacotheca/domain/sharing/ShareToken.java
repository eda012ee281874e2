package org.pinacotheca.domain.sharing;

import java.util.regex.Pattern;
import org.pinacotheca.domain.identity.SecretHash;

/**
 * The secret of a share link, the last part of its address: those that exist have 32 lower-case
 * hexadecimal digits; no other text opens a link. It is stored only as a hash, and its text form is
 * hidden.
 */
public record ShareToken(String value) {
  /** How many hexadecimal digits a token has. */
  public static final int DIGITS = 32;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

  /** Whether the text could be a token at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** The hash under which the link is stored. */
  public SecretHash hash() {
    return SecretHash.of(value);
  }

  @Override
  public String toString() {
    return "ShareToken[…]";
  }
}
