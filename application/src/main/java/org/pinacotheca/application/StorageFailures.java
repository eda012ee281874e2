package org.pinacotheca.application;

import org.pinacotheca.application.spi.StorageFullException;

/** What a failure of the storage, or of a file of an upload, means to whoever asked. */
public final class StorageFailures {
  private StorageFailures() {}

  /** Whether it was logged already, once for all that a disk refuses until it has room again. */
  public static boolean isLogged(Throwable failure) {
    return failure instanceof StorageFullException;
  }

  /** Whether a disk had no room, so that the same request will do when there is some. */
  public static boolean isFull(Throwable failure) {
    return StorageFullException.isNoRoom(failure);
  }
}
