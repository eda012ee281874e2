package org.pinacotheca.domain.credits;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The price of a good of a gallery: at most 100000 credits, in whole hundredths. Only a PIN may be
 * free.
 */
public record Price(Credits amount) {
  private static final long HUNDREDTHS_MAX = 100_000_00L;

  public Price {
    if (amount.hundredths() > HUNDREDTHS_MAX) {
      throw new IllegalArgumentException(
          "a price is between 0.00 and 100000.00 credits, not " + amount.toDecimal());
    }
  }

  /** Whether nothing is charged. */
  public boolean isFree() {
    return amount.hundredths() == 0;
  }

  /** Reads a price, empty when it is out of range or finer than hundredths. */
  public static Optional<Price> of(BigDecimal written) {
    boolean inRange =
        written.signum() >= 0 && written.compareTo(BigDecimal.valueOf(HUNDREDTHS_MAX, 2)) <= 0;
    if (!inRange || written.stripTrailingZeros().scale() > 2) {
      return Optional.empty();
    }
    return Optional.of(new Price(new Credits(written.movePointRight(2).longValueExact())));
  }
}
