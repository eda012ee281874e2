package org.pinacotheca.domain.sharing;

/**
 * Names a share link among those of all members, for its owner. Those that exist have 1 to
 * 2147483647; no other number names one. It opens nothing.
 */
public record ShareLinkId(int value) implements Comparable<ShareLinkId> {
  @Override
  public int compareTo(ShareLinkId other) {
    return Integer.compare(value, other.value);
  }
}
