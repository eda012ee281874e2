package org.pinacotheca.persistence.jdbi.failure;

import java.nio.file.Path;

/** A database directory is in use by another process, or by another storage of this one. */
public final class DirectoryInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public DirectoryInUseException(Path directory) {
    super("the directory " + directory + " is in use by another Pinacotheca");
  }
}
