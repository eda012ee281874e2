package org.pinacotheca.domain.identity;

/**
 * Names a member. Those who exist have 1 to 2147483647, an {@code int} of the REST API and the
 * upper half of an RPC id; no other number names one.
 */
public record UserId(int value) implements Comparable<UserId> {
  /**
   * The id that a member may get.
   *
   * @throws IllegalArgumentException when no member can have it
   */
  public static UserId assignable(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("a user id is between 1 and 2147483647, not " + value);
    }
    return new UserId(value);
  }

  @Override
  public int compareTo(UserId other) {
    return Integer.compare(value, other.value);
  }
}
