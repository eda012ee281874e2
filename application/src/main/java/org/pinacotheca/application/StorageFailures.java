package org.pinacotheca.application;

import org.pinacotheca.application.spi.StorageFullException;

/** Classifies failures of the storage and of uploaded files. */
public final class StorageFailures {
  private StorageFailures() {}

  /** Whether it was logged already; a full disk is logged once until it has room again. */
  public static boolean isLogged(Throwable failure) {
    return failure instanceof StorageFullException;
  }

  /** Whether a disk was full, so that the same request will succeed once there is room. */
  public static boolean isFull(Throwable failure) {
    return StorageFullException.isNoRoom(failure);
  }
}
