package org.pinacotheca.domain.credits;

import java.math.BigDecimal;

/** An amount of credits in whole hundredths, never negative. */
public record Credits(long hundredths) implements Comparable<Credits> {
  public Credits {
    if (hundredths < 0) {
      throw new IllegalArgumentException(
          "an amount of credits is not negative, but this has " + hundredths + " hundredths");
    }
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
