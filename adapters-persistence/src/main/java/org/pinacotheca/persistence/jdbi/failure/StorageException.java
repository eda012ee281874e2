package org.pinacotheca.persistence.jdbi.failure;

import org.jspecify.annotations.Nullable;

/**
 * The database failed: it cannot be opened, refused a statement, or did not confirm a commit. The
 * message never holds the values of a statement.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
