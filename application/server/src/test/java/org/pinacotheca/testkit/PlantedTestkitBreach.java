package org.pinacotheca.testkit;

import io.vertx.core.Vertx;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedTestkitBreach {
  private PlantedTestkitBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Vertx;
  }
}
