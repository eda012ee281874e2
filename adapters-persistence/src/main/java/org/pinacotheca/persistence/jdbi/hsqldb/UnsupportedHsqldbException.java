package org.pinacotheca.persistence.jdbi.hsqldb;

import org.jspecify.annotations.Nullable;

/** The HSQLDB version does not support checked files, so its failed writes would be missed. */
public final class UnsupportedHsqldbException extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private static final String SUPPORTED = "2.7.4";

  /**
   * Creates an exception that names the present and the required version.
   *
   * @param found the present version of HSQLDB
   * @param cause what it lacks, if known
   */
  public UnsupportedHsqldbException(String found, @Nullable Throwable cause) {
    super(
        "HSQLDB "
            + found
            + " does not write through the files it is given: use HSQLDB "
            + SUPPORTED
            + ", on the module path with the options that decision 0022 names",
        cause);
  }
}
