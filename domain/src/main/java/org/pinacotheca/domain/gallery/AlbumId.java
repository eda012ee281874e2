package org.pinacotheca.domain.gallery;

/**
 * Names an album among all albums of the gallery. Those that exist have 1 to 2147483647; no other
 * number names one.
 */
public record AlbumId(int value) implements Comparable<AlbumId> {
  @Override
  public int compareTo(AlbumId other) {
    return Integer.compare(value, other.value);
  }
}
