package org.pinacotheca.persistence.crypto;

import org.pinacotheca.persistence.jdbi.JdbiSettings;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedCryptoBreach {
  private PlantedCryptoBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof JdbiSettings;
  }
}
