package org.pinacotheca.http.wire;

import org.pinacotheca.http.admin.AdminApi;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedWireBreach {
  private PlantedWireBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof AdminApi;
  }
}
