package org.pinacotheca.application.api;

import org.pinacotheca.application.spi.Secrets;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedDrivingPortBreach {
  private PlantedDrivingPortBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Secrets;
  }
}
