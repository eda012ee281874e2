package org.pinacotheca.domain.identity;

import java.util.regex.Pattern;

/**
 * The key of an RPC session, opaque: 1 to 128 letters, digits, {@code -}, {@code _} and {@code .},
 * because keys of an earlier platform can be imported. Its text form is hidden.
 */
public record SessionKey(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  public SessionKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a session key is 1-128 letters, digits, '-', '_' or '.'");
    }
  }

  /** Whether the text could be a session key at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** The hash under which the session is stored. */
  public SecretHash hash() {
    return SecretHash.of(value);
  }

  @Override
  public String toString() {
    return "SessionKey[…]";
  }
}
