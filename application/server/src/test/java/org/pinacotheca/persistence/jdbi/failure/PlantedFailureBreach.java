package org.pinacotheca.persistence.jdbi.failure;

import org.pinacotheca.persistence.jdbi.store.JdbiTransaction;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedFailureBreach {
  private PlantedFailureBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof JdbiTransaction;
  }
}
