package org.pinacotheca.embedded;

import org.pinacotheca.s3.S3PictureFiles;

/** A breach of a rule of the architecture, so that a test can see it found. */
final class PlantedEmbeddedBreach {
  private PlantedEmbeddedBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof S3PictureFiles;
  }
}
