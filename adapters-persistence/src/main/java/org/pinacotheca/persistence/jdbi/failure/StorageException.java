package org.pinacotheca.persistence.jdbi.failure;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be opened, refused a statement, or did not confirm a commit. The message
 * never contains values of a statement.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
