package org.pinacotheca.domain.gallery;

/** Identifies a price plan among all price plans; 1 to 2147483647. */
public record PricePlanId(int value) implements Comparable<PricePlanId> {
  public PricePlanId {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a price plan's id is between 1 and 2147483647, not " + value);
    }
  }

  @Override
  public int compareTo(PricePlanId other) {
    return Integer.compare(value, other.value);
  }
}
