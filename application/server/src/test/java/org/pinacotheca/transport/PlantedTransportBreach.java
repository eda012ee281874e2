package org.pinacotheca.transport;

import org.pinacotheca.application.spi.Secrets;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedTransportBreach {
  private PlantedTransportBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Secrets;
  }
}
