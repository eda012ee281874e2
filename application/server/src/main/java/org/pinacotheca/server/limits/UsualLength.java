package org.pinacotheca.server.limits;

/**
 * The usual duration of tasks: a moving average with limited outliers. A task that was preempted
 * hardly counts; a lasting change takes effect after some dozens of tasks. Not thread-safe.
 */
final class UsualLength {
  /** The weight of the latest task: one part in this many. */
  private static final int MEMORY = 32;

  /** A task counts as at most this multiple of the usual length, */
  private static final int TIMES_MAX = 4;

  /** but with its full length up to this one. */
  private static final long COUNTED_NANOS_MIN = 100_000;

  private long nanos;

  /** Zero while unknown. */
  long nanos() {
    return nanos;
  }

  boolean isKnownToBeUpTo(long most) {
    return nanos > 0 && nanos <= most;
  }

  void taken(long taskNanos) {
    if (nanos == 0) {
      nanos = taskNanos;
      return;
    }
    long counted = Math.min(taskNanos, Math.max(COUNTED_NANOS_MIN, TIMES_MAX * nanos));
    nanos += (counted - nanos) / MEMORY;
  }
}
