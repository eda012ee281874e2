package org.pinacotheca.server;

import java.time.Duration;

/**
 * Whether there is more to do than can be done, rather than a burst, by what became of those who
 * came lately. It begins with somebody who had to be refused, and is judged again every now and
 * then; it is over when few were refused since, or as soon as places were free for half of the
 * time, because a machine that stood still for a moment refuses somebody too. Not thread-safe.
 */
final class Overload {
  /** Judged again when so many tasks could be done, */
  private static final int TASKS_FOR_EACH_JUDGEMENT = 20;

  /** but not by what happened to come in a moment, */
  private static final long JUDGED_EVERY_NANOS_MIN = Duration.ofMillis(100).toNanos();

  /** and soon enough for those who come afterwards. */
  private static final long JUDGED_EVERY_NANOS_MAX = Duration.ofSeconds(1).toNanos();

  /** So many for each one that is refused are no overload, but unevenness. */
  private static final int TAKEN_FOR_EACH_REFUSED = 4;

  /** There is no overload where one part in so many of the time a place was free. */
  private static final int TIME_FOR_EACH_FREE = 2;

  private boolean isNow;
  private long judgedEveryNanos = JUDGED_EVERY_NANOS_MIN;
  private long sinceNanos;
  private boolean isFree = true;
  private long freeSinceNanos;
  private long freeNanos;
  private int taken;
  private int refused;

  boolean isNow(long nowNanos) {
    if (isNow) {
      hasFreePlace(isFree, nowNanos);
      long lasted = nowNanos - sinceNanos;
      if (freeNanos * TIME_FOR_EACH_FREE > judgedEveryNanos || lasted >= 2 * judgedEveryNanos) {
        isNow = false;
      } else if (lasted >= judgedEveryNanos) {
        isNow = false;
        if (refused * TAKEN_FOR_EACH_REFUSED > taken) {
          begin(nowNanos);
        }
      }
    }
    return isNow;
  }

  private void begin(long nowNanos) {
    isNow = true;
    sinceNanos = nowNanos;
    freeSinceNanos = nowNanos;
    freeNanos = 0;
    taken = 0;
    refused = 0;
  }

  void taken() {
    taken++;
  }

  void refused(long nowNanos) {
    if (!isNow(nowNanos)) {
      begin(nowNanos);
    }
    refused++;
  }

  /** To be told whenever it may have changed. */
  void hasFreePlace(boolean isFreeNow, long nowNanos) {
    if (isFree) {
      freeNanos += nowNanos - freeSinceNanos;
    }
    isFree = isFreeNow;
    freeSinceNanos = nowNanos;
  }

  /** To be told how long a task takes, as that changes. */
  void taskTakes(long nanos) {
    judgedEveryNanos =
        Math.clamp(
            TASKS_FOR_EACH_JUDGEMENT * nanos, JUDGED_EVERY_NANOS_MIN, JUDGED_EVERY_NANOS_MAX);
  }
}
