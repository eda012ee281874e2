package org.pinacotheca.tools.cli;

import org.pinacotheca.tools.admin.AdminClient;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedCliBreach {
  private PlantedCliBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof AdminClient;
  }
}
