package org.pinacotheca.persistence.disk;

import org.pinacotheca.persistence.s3.S3PictureFiles;

/** Closes a cycle of packages, so that a test can see it found. */
final class PlantedDiskBreach {
  private PlantedDiskBreach() {}

  static boolean knowsWhatItMustNot(Object candidate) {
    return candidate instanceof S3PictureFiles;
  }
}
