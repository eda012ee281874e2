package org.pinacotheca.domain.identity;

/** Identifies a group; 1 to 2147483647. */
public record GroupId(int value) {
  public GroupId {
    if (value < 1) {
      throw new IllegalArgumentException("a group id is between 1 and 2147483647, not " + value);
    }
  }
}
