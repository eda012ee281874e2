package org.pinacotheca.server;

import java.nio.file.Path;
import org.pinacotheca.persistence.files.S3Location;

/** Where the files of pictures are kept. */
sealed interface MediaPlace {
  /** In a directory of this machine. */
  record Directory(Path path) implements MediaPlace {}

  /** In an S3 store, which several nodes may share. */
  record ObjectStore(S3Location location) implements MediaPlace {}
}
