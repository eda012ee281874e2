package org.pinacotheca.domain.gallery;

/**
 * Names a price plan among all price plans. Those that exist have 1 to 2147483647; no other number
 * names one.
 */
public record PricePlanId(int value) implements Comparable<PricePlanId> {
  @Override
  public int compareTo(PricePlanId other) {
    return Integer.compare(value, other.value);
  }
}
