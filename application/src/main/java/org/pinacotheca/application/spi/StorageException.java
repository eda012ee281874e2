package org.pinacotheca.application.spi;

import org.jspecify.annotations.Nullable;

/**
 * The storage failed in a way that a retry need not cure: it cannot be opened, refused a statement,
 * or did not confirm a commit, so that the unit of work may have been done or not. The message
 * contains no data of the unit; the cause is the database's own failure.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message for logs, without data of members, and the cause, if one is known. */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
