package org.pinacotheca.domain.identity;

/**
 * Identifies a member; 1 to 2147483647, so that it is an {@code int} of the REST API and the upper
 * half of an RPC id.
 */
public record UserId(int value) implements Comparable<UserId> {
  public UserId {
    if (value < 1) {
      throw new IllegalArgumentException("a user id is between 1 and 2147483647, not " + value);
    }
  }

  @Override
  public int compareTo(UserId other) {
    return Integer.compare(value, other.value);
  }
}
