package org.pinacotheca.domain.gallery;

/**
 * Identifies a picture among all pictures of the gallery; 1 to 2147483647. Later pictures have
 * greater ids.
 */
public record PictureId(int value) implements Comparable<PictureId> {
  public PictureId {
    if (value < 1) {
      throw new IllegalArgumentException("a picture id is between 1 and 2147483647, not " + value);
    }
  }

  @Override
  public int compareTo(PictureId other) {
    return Integer.compare(value, other.value);
  }
}
