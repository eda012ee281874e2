package org.pinacotheca.server.config;

import java.nio.file.Path;
import org.pinacotheca.embedded.assembly.MediaLocation;
import org.pinacotheca.s3.S3Location;

/** The location of picture files. */
public sealed interface MediaPlace {
  /** The location as a text for people. */
  MediaLocation location();

  /** A directory of this machine. */
  record Directory(Path path) implements MediaPlace {
    @Override
    public MediaLocation location() {
      return MediaLocation.directory(path);
    }
  }

  /** An S3 store, which several nodes may share. */
  record ObjectStore(S3Location store) implements MediaPlace {
    @Override
    public MediaLocation location() {
      String place = "s3://" + store.bucket() + "/" + store.prefix();
      return new MediaLocation(place, place + MediaLocation.ID);
    }
  }
}
