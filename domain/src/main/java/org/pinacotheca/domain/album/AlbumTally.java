package org.pinacotheca.domain.album;

import java.util.Optional;

/**
 * What an album holds.
 *
 * @param pictures all of them, pending ones included; this is what the limit counts
 * @param approved those that are shown, which is the album's size for everyone
 * @param cover the approved picture with the lowest id, as it is now
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

  /** The same tally, with the picture as it is now should it be the cover. */
  AlbumTally showing(Cover now) {
    return cover.filter(before -> before.picture().equals(now.picture())).isPresent()
        ? new AlbumTally(pictures, approved, Optional.of(now))
        : this;
  }
}
