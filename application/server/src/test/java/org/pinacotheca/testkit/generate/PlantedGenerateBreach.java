package org.pinacotheca.testkit.generate;

import org.pinacotheca.testkit.scenario.GalleryFixture;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedGenerateBreach {
  private PlantedGenerateBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof GalleryFixture;
  }
}
