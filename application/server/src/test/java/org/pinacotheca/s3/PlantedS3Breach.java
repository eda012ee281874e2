package org.pinacotheca.s3;

import io.vertx.core.Vertx;

/** Breaks the rule of its package, so that a test can see it found. */
final class PlantedS3Breach {
  private PlantedS3Breach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof Vertx;
  }
}
