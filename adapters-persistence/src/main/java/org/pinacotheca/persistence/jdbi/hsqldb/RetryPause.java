package org.pinacotheca.persistence.jdbi.hsqldb;

import java.util.concurrent.TimeUnit;

/**
 * The minimum time between attempts to make a database writable again. An attempt that ends
 * readers' sessions doubles it, up to a minute. Used under a lock.
 */
final class RetryPause {
  private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(1);

  private final long firstNanos;
  private long nanos;

  /** Creates a pause with this initial length. */
  RetryPause(long nanos) {
    this.firstNanos = nanos;
    this.nanos = nanos;
  }

  /** Whether the pause is over. */
  boolean isOver(long sinceNanos) {
    return sinceNanos >= nanos;
  }

  /** Doubles the pause. */
  void lengthen() {
    nanos = Math.max(firstNanos, Math.min(2 * nanos, NANOS_MAX));
  }

  /** Resets to the initial length. */
  void reset() {
    nanos = firstNanos;
  }
}
