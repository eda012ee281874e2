package org.pinacotheca.domain.gallery;

/**
 * Names a picture among all pictures of the gallery. Those that exist have 1 to 2147483647, later
 * ones greater numbers; no other number names one.
 */
public record PictureId(int value) implements Comparable<PictureId> {
  @Override
  public int compareTo(PictureId other) {
    return Integer.compare(value, other.value);
  }
}
