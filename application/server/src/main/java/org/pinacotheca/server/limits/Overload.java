package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Detects overload, as opposed to a burst, from recent outcomes. It begins with a refusal; then
 * hardly any task may wait. It is judged periodically, and ends when all possible clients may wait,
 * as with a few clients that retry at once. When few tasks were refused, or they came in bursts
 * while permits were free, as after a pause of the machine, the queue doubles until it has its full
 * length. Not thread-safe.
 */
final class Overload {
  /** The period of judgements, in task lengths, */
  private static final int TASKS_FOR_EACH_JUDGEMENT = 20;

  /** not too short, to ignore momentary peaks, */
  private static final long JUDGED_EVERY_NANOS_MIN = Duration.ofMillis(100).toNanos();

  /** and not too long for later clients. */
  private static final long JUDGED_EVERY_NANOS_MAX = Duration.ofSeconds(1).toNanos();

  /** With this many accepted tasks per refusal there is no overload, only uneven load. */
  private static final int TAKEN_FOR_EACH_REFUSED = 4;

  /**
   * Then a longer queue helps, if a permit was free for more than one part in this many of the
   * time.
   */
  private static final int TIME_FOR_EACH_FREE_WHERE_FEW = 20;

  /** Tasks came in bursts if a permit was free for one part in this many of the time, */
  private static final int TIME_FOR_EACH_FREE = 3;

  /** unless one in this many refusals was because of late reading. */
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
   * Creates an instance without overload.
   *
   * @param waitingLeast how many tasks may wait when an overload begins
   * @param waitingMost how many tasks may wait without overload
   * @param clients how many requests could arrive at the same time now
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

  /** How many tasks may wait, by the last judgement. */
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

  /** Notes that a request was refused during overload because it was read too late. */
  void refusedAsLate() {
    refused++;
    late++;
  }

  /** To be called whenever this may have changed. */
  void hasFreePlace(boolean isFreeNow, long nowNanos) {
    if (isFree) {
      freeNanos += nowNanos - freeSinceNanos;
    }
    isFree = isFreeNow;
    freeSinceNanos = nowNanos;
  }

  /** To be called with the usual task length whenever it changes. */
  void taskTakes(long nanos) {
    judgedEveryNanos =
        Math.clamp(
            TASKS_FOR_EACH_JUDGEMENT * nanos, JUDGED_EVERY_NANOS_MIN, JUDGED_EVERY_NANOS_MAX);
  }
}
