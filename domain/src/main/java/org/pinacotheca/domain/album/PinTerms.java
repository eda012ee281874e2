package org.pinacotheca.domain.album;

import java.math.BigDecimal;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/**
 * The PIN and price that an owner chose for an album, before the PIN is hashed. There is never one
 * without the other, and the PIN is not easily guessed.
 */
public record PinTerms(Pin pin, Price price) {
  public PinTerms {
    pin.requireStrong();
  }

  /** The price of a PIN, or its fault. */
  static Checked<Price> check(BigDecimal written) {
    return Checked.of(
        Price.of(written),
        Field.PIN_PRICE,
        "must be between 0 and 100000, with at most 2 decimals; 0 asks for the PIN alone.");
  }
}
