package org.pinacotheca.application;

import io.vertx.core.Vertx;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedUseCaseBreach {
  private PlantedUseCaseBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Vertx;
  }
}
