package org.pinacotheca.server.config;

import org.pinacotheca.server.wiring.Server;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedConfigBreach {
  private PlantedConfigBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Server;
  }
}
