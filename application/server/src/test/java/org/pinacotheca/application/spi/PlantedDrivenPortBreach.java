package org.pinacotheca.application.spi;

import org.pinacotheca.application.api.Refusal;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedDrivenPortBreach {
  private PlantedDrivenPortBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Refusal;
  }
}
