package org.pinacotheca.persistence.jdbi.failure;

import java.nio.file.Path;

/** Another process, or another storage of this one, uses the directory of a database. */
public final class DirectoryInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public DirectoryInUseException(Path directory) {
    super("the directory " + directory + " is in use by another Pinacotheca");
  }
}
