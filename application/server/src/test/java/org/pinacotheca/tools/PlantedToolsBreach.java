package org.pinacotheca.tools;

import io.vertx.core.Vertx;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedToolsBreach {
  private PlantedToolsBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Vertx;
  }
}
