package org.pinacotheca.server.config;

import java.nio.file.Path;
import org.pinacotheca.persistence.s3.S3Location;

/** Where the files of pictures are kept. */
public sealed interface MediaPlace {
  /** The name of the file or object that holds the installation's id. */
  String ID = "installation-id";

  /** For people. */
  String description();

  /** Where the installation's id is kept. */
  String installationId();

  /** In a directory of this machine. */
  record Directory(Path path) implements MediaPlace {
    @Override
    public String description() {
      return path.toString();
    }

    @Override
    public String installationId() {
      return path.resolve(ID).toString();
    }
  }

  /** In an S3 store, which several nodes may share. */
  record ObjectStore(S3Location location) implements MediaPlace {
    @Override
    public String description() {
      return "s3://" + location.bucket() + "/" + location.prefix();
    }

    @Override
    public String installationId() {
      return description() + ID;
    }
  }
}
