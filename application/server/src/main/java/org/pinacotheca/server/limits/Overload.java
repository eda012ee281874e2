package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Whether there is more to do than can be done, rather than a burst, by what became of those who
 * came lately. It begins with somebody who had to be refused; then hardly anybody may wait. It is
 * judged again every now and then, and is over when all who could ask may wait, as where a few
 * clients come again at once whenever they are refused. Where few were refused since, or they came
 * in clumps while places were free, as they do on a machine that stood still for a moment, twice as
 * many may wait as before, until all may. Not thread-safe.
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

  /** Then more would be done if more waited, unless places are free for less than that. */
  private static final int TIME_FOR_EACH_FREE_WHERE_FEW = 20;

  /** They came in clumps where one part in so many of the time a place was free, */
  private static final int TIME_FOR_EACH_FREE = 3;

  /** unless one in so many was refused because nobody had come round to reading it. */
  private static final int REFUSED_FOR_EACH_LATE = 2;

  private static final int WIDENING = 2;

  private final int waitingLeast;
  private final int waitingMost;
  private final IntSupplier clients;
  private int waiting;
  private boolean isNow;
  private long judgedEveryNanos = JUDGED_EVERY_NANOS_MIN;
  private long sinceNanos;
  private boolean isFree = true;
  private long freeSinceNanos;
  private long freeNanos;
  private int taken;
  private int refused;
  private int late;

  /**
   * There is none yet.
   *
   * @param waitingLeast how many may wait when it begins
   * @param waitingMost how many may wait where there is none
   * @param clients how many could ask at the same time now
   */
  Overload(int waitingLeast, int waitingMost, IntSupplier clients) {
    this.waitingLeast = waitingLeast;
    this.waitingMost = waitingMost;
    this.clients = clients;
    this.waiting = waitingMost;
  }

  boolean isNow(long nowNanos) {
    if (isNow && nowNanos - sinceNanos >= judgedEveryNanos) {
      judge(nowNanos);
    }
    return isNow;
  }

  /** How many may wait as it was last judged. */
  int waiting() {
    return waiting;
  }

  private void judge(long nowNanos) {
    hasFreePlace(isFree, nowNanos);
    long lasted = nowNanos - sinceNanos;
    boolean nobodyCame = lasted >= 2 * judgedEveryNanos;
    boolean allMayWait = clients.getAsInt() <= waitingMost;
    boolean fewWereRefused = refused * TAKEN_FOR_EACH_REFUSED <= taken;
    boolean moreMayWait =
        fewWereRefused
            ? freeNanos * TIME_FOR_EACH_FREE_WHERE_FEW > lasted
            : freeNanos * TIME_FOR_EACH_FREE > lasted && late * REFUSED_FOR_EACH_LATE < refused;
    int wider = Math.max(1, waiting * WIDENING);
    if (nobodyCame || allMayWait || moreMayWait && wider >= waitingMost) {
      isNow = false;
      waiting = waitingMost;
    } else if (moreMayWait) {
      begin(wider, nowNanos);
    } else {
      begin(fewWereRefused ? waiting : waitingLeast, nowNanos);
    }
  }

  private void begin(int mayWait, long nowNanos) {
    isNow = true;
    waiting = mayWait;
    sinceNanos = nowNanos;
    freeSinceNanos = nowNanos;
    freeNanos = 0;
    taken = 0;
    refused = 0;
    late = 0;
  }

  void taken() {
    taken++;
  }

  void refused(long nowNanos) {
    if (!isNow(nowNanos)) {
      begin(waitingLeast, nowNanos);
    }
    refused++;
  }

  /** While there is too much to do, somebody was refused who had been read too late. */
  void refusedAsLate() {
    refused++;
    late++;
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
