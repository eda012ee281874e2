package org.pinacotheca.application.spi;

import org.jspecify.annotations.Nullable;

/**
 * The storage cannot be reached, or has no room for another unit of work. Nothing of the unit was
 * done, so that it may be tried again later. The message holds no value of the unit.
 */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
