package org.pinacotheca.application.spi;

import java.time.Instant;
import java.util.function.Function;

/**
 * Runs work on the stores, all or nothing. Thread-safe; one unit of work does not see another's
 * uncommitted writes. Units are not nested: one inside another is an {@link IllegalStateException}.
 * No file, network or image work belongs inside. A storage that cannot be reached, or that has no
 * room for another unit, is a {@link StorageUnavailableException}; nothing was done then.
 */
public interface UnitOfWork {

  /**
   * Runs work that may write and commits it durably: when this returns, the writes survive a crash
   * of the process. Any exception of the work rolls everything back and is rethrown; a failed
   * commit always throws. Serialisation failures and uniqueness violations caused by concurrent
   * work are retried with the whole work, which therefore must have no effect but through its
   * transaction.
   */
  <T> T transact(Function<? super Transaction, ? extends T> work);

  /**
   * Runs work that must succeed even when the disk is nearly full: work that makes room, that
   * revokes access, and that counts and guards reads.
   */
  default <T> T transactInReserve(Function<? super Transaction, ? extends T> work) {
    return transact(work);
  }

  /**
   * Fails with {@link StorageFullException} when {@link #transact} would for lack of room. Called
   * before work that is only useful when its result can be stored.
   */
  default void requireRoom() {}

  /** The time that a unit of work would have if it began now. */
  Instant now();

  /**
   * Nanoseconds since some fixed moment, for durations: unlike {@link #now}, it does not go back
   * when the clock is set.
   */
  long nanoTime();

  /**
   * Rewrites the storage's own files without removed data, where they would still contain it. It
   * waits for running units of work, and new ones wait for it. A storage that reuses its space by
   * itself does nothing.
   */
  void compact();

  /** Runs work that only reads; a write in it is an {@link IllegalStateException}. */
  <T> T read(Function<? super Transaction, ? extends T> work);
}
