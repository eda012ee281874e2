package org.pinacotheca.application.spi;

/** A storage's directory is in use by another process, or by another storage of this one. */
public final class DirectoryInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** The exception for a directory, which its message names. */
  public DirectoryInUseException(String directory) {
    super("the directory " + directory + " is in use by another Pinacotheca");
  }
}
