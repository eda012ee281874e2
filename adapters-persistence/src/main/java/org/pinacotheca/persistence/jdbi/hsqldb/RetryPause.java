package org.pinacotheca.persistence.jdbi.hsqldb;

import java.util.concurrent.TimeUnit;

/**
 * The least time between two tries to write to a database again. A try that ends the sessions of
 * all who read doubles it, up to a minute. Used under a lock.
 */
final class RetryPause {
  private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(1);

  private final long firstNanos;
  private long nanos;

  /** A pause of this length at first. */
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

  /** Begins anew. */
  void reset() {
    nanos = firstNanos;
  }
}
