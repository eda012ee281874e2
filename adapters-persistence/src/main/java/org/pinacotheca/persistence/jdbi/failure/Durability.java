package org.pinacotheca.persistence.jdbi.failure;

import org.pinacotheca.application.spi.StorageUnavailableException;

/** Commits that may not be on the disk yet. */
@FunctionalInterface
public interface Durability {
  /** They are on the disk. */
  Durability REACHED = () -> {};

  /**
   * Waits until they are on the disk.
   *
   * @throws StorageUnavailableException when they are not, and were rolled back
   */
  void await();
}
