package org.pinacotheca.domain.album;

import java.util.Optional;

/**
 * The counts of an album's pictures, and its cover.
 *
 * @param pictures all pictures, pending ones included; the limit applies to this
 * @param approved the approved pictures, which is the album's size for everyone
 * @param cover the approved picture with the lowest id
 */
public record AlbumTally(int pictures, int approved, Optional<Cover> cover) {
  /** An album without pictures. */
  public static final AlbumTally EMPTY = new AlbumTally(0, 0, Optional.empty());

  public AlbumTally {
    if (approved < 0 || approved > pictures || cover.isPresent() != approved > 0) {
      throw new IllegalArgumentException(
          "of " + pictures + " pictures " + approved + " cannot be approved with cover " + cover);
    }
  }

  /** The same tally, with the cover updated if it is this picture. */
  AlbumTally showing(Cover now) {
    return cover.filter(before -> before.picture().equals(now.picture())).isPresent()
        ? new AlbumTally(pictures, approved, Optional.of(now))
        : this;
  }
}
