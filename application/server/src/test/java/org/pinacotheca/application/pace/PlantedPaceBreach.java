package org.pinacotheca.application.pace;

import org.pinacotheca.application.spi.Secrets;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedPaceBreach {
  private PlantedPaceBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Secrets;
  }
}
