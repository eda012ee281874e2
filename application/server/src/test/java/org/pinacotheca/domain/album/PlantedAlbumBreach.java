package org.pinacotheca.domain.album;

import org.pinacotheca.domain.picture.Picture;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedAlbumBreach {
  private PlantedAlbumBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Picture;
  }
}
