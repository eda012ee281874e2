package org.pinacotheca.server.config;

import java.nio.file.Path;
import org.pinacotheca.s3.S3Location;

/** The location of picture files. */
public sealed interface MediaPlace {
  /** The name of the file or object with the installation's id. */
  String ID = "installation-id";

  /** The location as a text for people. */
  String description();

  /** The location of the installation's id. */
  String installationId();

  /** A directory of this machine. */
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

  /** An S3 store, which several nodes may share. */
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
