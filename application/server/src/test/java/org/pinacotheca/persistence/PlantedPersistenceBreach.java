package org.pinacotheca.persistence;

import io.vertx.core.Vertx;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedPersistenceBreach {
  private PlantedPersistenceBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Vertx;
  }
}
