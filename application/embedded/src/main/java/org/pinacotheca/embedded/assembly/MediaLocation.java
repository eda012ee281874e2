package org.pinacotheca.embedded.assembly;

import java.nio.file.Path;

/**
 * Where the files of pictures are, for people.
 *
 * @param description the place
 * @param installationId the file or object with the installation's id
 */
public record MediaLocation(String description, String installationId) {
  /** The name of the file or object with the installation's id. */
  public static final String ID = "installation-id";

  /** A directory of this machine. */
  public static MediaLocation directory(Path path) {
    return new MediaLocation(path.toString(), path.resolve(ID).toString());
  }
}
