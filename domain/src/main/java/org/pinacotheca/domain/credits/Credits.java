package org.pinacotheca.domain.credits;

import java.math.BigDecimal;
import java.util.Optional;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/** An amount of credits in whole hundredths, never negative. */
public record Credits(long hundredths) implements Comparable<Credits> {
  private static final int WHOLE_DIGITS_MAX = 16;

  public Credits {
    if (hundredths < 0) {
      throw new IllegalArgumentException(
          "an amount of credits is not negative, but this has " + hundredths + " hundredths");
    }
  }

  /**
   * Reads an amount; empty when it is negative, finer than hundredths or too large to be counted.
   */
  public static Optional<Credits> of(BigDecimal written) {
    boolean isCountable = (long) written.precision() - written.scale() <= WHOLE_DIGITS_MAX;
    if (written.signum() < 0 || !isCountable || written.stripTrailingZeros().scale() > 2) {
      return Optional.empty();
    }
    return Optional.of(new Credits(written.movePointRight(2).longValueExact()));
  }

  /** The price that a buyer saw, or its fault; empty when they pay any price. */
  public static Checked<Optional<Credits>> checkSeen(Optional<BigDecimal> written) {
    Optional<Credits> seen = written.flatMap(Credits::of);
    return seen.isPresent() == written.isPresent()
        ? new Checked.Valid<>(seen)
        : Checked.invalid(Field.PRICE, "must be the price that was seen, with at most 2 decimals.");
  }

  /** The amount as a decimal with exactly two places. */
  public BigDecimal toDecimal() {
    return BigDecimal.valueOf(hundredths, 2);
  }

  @Override
  public int compareTo(Credits other) {
    return Long.compare(hundredths, other.hundredths);
  }
}
