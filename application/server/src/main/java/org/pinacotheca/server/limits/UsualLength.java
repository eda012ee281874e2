package org.pinacotheca.server.limits;

/**
 * How long tasks usually take by the clock. What now and then takes far longer, because the
 * processor was given to somebody else meanwhile, hardly counts; what has become longer for good is
 * the usual length after some dozens of tasks. Not thread-safe.
 */
final class UsualLength {
  /** How much the latest task counts: one part in so many. */
  private static final int MEMORY = 32;

  /** A task counts as so many times the usual length at most, */
  private static final int TIMES_MAX = 4;

  /** but as long as it was up to here. */
  private static final long COUNTED_NANOS_MIN = 100_000;

  private long nanos;

  /** Zero as long as nothing is known. */
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
