package org.pinacotheca.application.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The storage cannot be reached, failed to write, or has no room for another unit of work. Nothing
 * of the unit was done, so that it may be retried later; like every {@link UncheckedIOException} of
 * storage it passes through the use cases. The message contains no data of the unit.
 */
public sealed class StorageUnavailableException extends UncheckedIOException
    permits StorageFullException {
  private static final long serialVersionUID = 1L;

  /** The message for logs, without data of members, and the cause, if one is known. */
  public StorageUnavailableException(String message, @Nullable Throwable cause) {
    super(message, new IOException(message, cause));
  }

  /** The exception for a failed write; for a full disk a {@link StorageFullException}. */
  public static StorageUnavailableException ofFailedWrite(String message, Throwable cause) {
    return StorageFullException.isNoRoom(cause)
        ? new StorageFullException(message, cause)
        : new StorageUnavailableException(message, cause);
  }
}
