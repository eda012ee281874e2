package org.pinacotheca.domain.gallery;

/** Identifies an album among all albums of the gallery; 1 to 2147483647. */
public record AlbumId(int value) implements Comparable<AlbumId> {
  public AlbumId {
    if (value < 1) {
      throw new IllegalArgumentException("an album id is between 1 and 2147483647, not " + value);
    }
  }

  @Override
  public int compareTo(AlbumId other) {
    return Integer.compare(value, other.value);
  }
}
