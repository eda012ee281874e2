package org.pinacotheca.images.picture;

import org.pinacotheca.images.codec.LeptonicaRenderer;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedPictureBreach {
  private PlantedPictureBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof LeptonicaRenderer;
  }
}
