package org.pinacotheca.domain.album;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The PIN of an album, as its owner or a visitor typed it: exactly 4 letters or digits,
 * case-sensitive. Its text form is hidden, and it is stored only as a {@link PinHash}.
 */
public record Pin(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{4}");

  public Pin {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("a PIN is exactly 4 letters or digits");
    }
  }

  /** Whether the text could be a PIN at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** Why it is easy to guess; empty when it may be chosen. */
  public Optional<PinWeakness> weakness() {
    return PinWeakness.of(this);
  }

  @Override
  public String toString() {
    return "Pin[…]";
  }
}
