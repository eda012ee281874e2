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
   * of the process. Any exception of the work rolls everything back and is thrown on; a failed
   * commit is an exception, always. Serialisation failures and breaches of uniqueness that come
   * from concurrent work are retried with the whole work, which therefore has no effect but through
   * its transaction.
   */
  <T> T transact(Function<? super Transaction, ? extends T> work);

  /**
   * The same for work that must go on when the disk is nearly full, down to its last byte: what
   * makes room, what takes access away, and what counts and guards those who only read.
   */
  default <T> T transactInReserve(Function<? super Transaction, ? extends T> work) {
    return transact(work);
  }

  /**
   * Fails with {@link StorageFullException} when {@link #transact} would for lack of room. Asked
   * before work that is only worth doing when its result can be kept.
   */
  default void requireRoom() {}

  /** The time, as a unit of work that began now would have it. */
  Instant now();

  /**
   * Rewrites the storage's own files without what was removed from it, where they would keep that.
   * It waits for the units of work that run, and new ones wait for it. A storage that reuses its
   * space by itself does nothing.
   */
  void compact();

  /** Runs work that only reads; a write in it is an {@link IllegalStateException}. */
  <T> T read(Function<? super Transaction, ? extends T> work);
}
