package org.pinacotheca.domain.credits;

/**
 * The share of every sale that the platform keeps.
 *
 * @param basisPoints hundredths of a percent, 0 to 10000
 */
public record Commission(int basisPoints) {
  private static final int WHOLE = 10_000;

  /** The platform keeps nothing. */
  public static final Commission NONE = new Commission(0);

  public Commission {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw new IllegalArgumentException(
          "a commission is 0-10000 basis points, not " + basisPoints);
    }
  }

  /**
   * The platform's share of a price; half a hundredth and less is rounded in the owner's favour.
   */
  public Credits of(Price price) {
    long exact = Math.multiplyExact(price.amount().hundredths(), (long) basisPoints);
    long whole = exact / WHOLE;
    return new Credits(exact % WHOLE > WHOLE / 2 ? whole + 1 : whole);
  }
}
