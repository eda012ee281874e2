package org.pinacotheca.persistence.jdbi.hsqldb;

import org.jspecify.annotations.Nullable;

/** The HSQLDB in use does not let its files be replaced, so that its failed writes stay unseen. */
public final class UnsupportedHsqldbException extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private static final String SUPPORTED = "2.7.4";

  /**
   * Names the version that was found and the one that is needed.
   *
   * @param found the version of HSQLDB
   * @param cause what it lacks, if that is known
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
