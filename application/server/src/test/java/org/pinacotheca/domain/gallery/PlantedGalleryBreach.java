package org.pinacotheca.domain.gallery;

import org.pinacotheca.domain.picture.Picture;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedGalleryBreach {
  private PlantedGalleryBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Picture;
  }
}
