package org.pinacotheca.domain.credits;

import java.util.regex.Pattern;

/**
 * Names a transfer and is its idempotency key: whatever is posted twice under one id moves credits
 * once. 1 to 200 visible ASCII characters.
 */
public record TransferId(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~]{1,200}");

  public TransferId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a transfer's id is 1-200 visible ASCII characters, not '" + value + "'");
    }
  }
}
