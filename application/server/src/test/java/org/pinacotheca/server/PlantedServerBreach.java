package org.pinacotheca.server;

import io.opentelemetry.context.Context;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedServerBreach {
  private PlantedServerBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Context;
  }
}
