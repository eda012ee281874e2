package org.pinacotheca.domain.client;

import java.util.regex.Pattern;

/**
 * The public key by which an application names itself: 1 to 64 letters, digits, {@code -}, {@code
 * _} and {@code .}.
 */
public record ApiKey(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public ApiKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "an application key is 1-64 letters, digits, '-', '_' or '.', not '" + value + "'");
    }
  }

  /** Whether the text could be a key at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }
}
