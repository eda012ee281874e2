package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Limits concurrent tasks of one kind, each on a virtual thread; others wait in a queue, where
 * tasks of admitted requests come first. A burst may fill the queue. The first refusal starts an
 * overload: while it lasts, few tasks run, hardly any may wait, and requests that were read late
 * are refused, so that accepted ones stay fast and others are refused at once. A task that is
 * refused or waits too long is cancelled; one that cannot be cancelled never waits. Thread-safe.
 */
public final class Bulkhead implements Executor {
  /**
   * During overload, how long a permit is reserved for an admitted request; one that takes longer
   * is slow or invalid, and loses the reservation.
   */
  private static final long COMING_NANOS_MAX = Duration.ofMillis(250).toNanos();

  /** The longest wait of long tasks, in usual task lengths, */
  private static final int TASKS_WAITED_FOR_MAX = 3;

  /** and at most this multiple of the wait that is always allowed. */
  private static final int WAIT_GROWTH_MAX = 5;

  /** Late requests are accepted when a permit was free for this many usual task lengths, */
  private static final int TASKS_IDLE_MAX = 16;

  /** and no request was in time for this long; until then the event loops may catch up. */
  private static final long NOBODY_IN_TIME_NANOS = Duration.ofMillis(250).toNanos();

  /** A refusal takes about ten microseconds; tasks up to this length are better served. */
  private static final long WORTH_REFUSING_NANOS = 50_000;

  /**
   * For tasks up to the length of a scheduler time slice, the reading event loop yields: otherwise
   * a task could wait for the loop longer than it runs.
   */
  private static final long STANDING_BACK_NANOS_MAX = 2_000_000;

  /** The longest yield, in usual task lengths. */
  private static final int TASKS_STOOD_BACK_FOR_MAX = 2;

  private final String name;
  private final Limits limits;
  private final ReadingTurns turns;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition placeIsFree = lock.newCondition();
  private final Overload overload;
  private final Deque<Waiting> begun = new ArrayDeque<>();
  private final Deque<Waiting> fresh = new ArrayDeque<>();
  private final Deque<Long> comingSinceNanos = new ArrayDeque<>();
  private final LongAdder refused = new LongAdder();
  private final UsualLength usualLength = new UsualLength();
  private int running;
  private long doneNanos;
  private long inTimeNanos;

  /**
   * The limits of a bulkhead.
   *
   * @param usual without overload
   * @param underOverload during overload: as many as run about as fast as one alone
   * @param waitMax how long a task may always wait; longer tasks may wait three times their usual
   *     length, but at most five times this
   */
  public record Limits(Room usual, Room underOverload, Duration waitMax) {}

  /** The most running and the most waiting tasks. */
  public record Room(int running, int waiting) {}

  private record Waiting(Runnable task, Future<?> ticket, long sinceNanos) {}

  /**
   * Creates an idle bulkhead.
   *
   * @param turns the reading turns of the event loops
   * @param clients how many requests could arrive at the same time now
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  Bulkhead(
      String name, Limits limits, ReadingTurns turns, IntSupplier clients, LongSupplier nanoTime) {
    this.name = name;
    this.limits = limits;
    this.turns = turns;
    this.nanoTime = nanoTime;
    inTimeNanos = nanoTime.getAsLong();
    overload = new Overload(limits.underOverload.waiting, limits.usual.waiting, clients);
  }

  @Override
  public void execute(Runnable task) {
    execute(task, false);
  }

  /**
   * An executor for the remaining work of admitted requests: they may use the whole queue and come
   * first, because refusing them now would waste their work.
   */
  Executor admitted() {
    return task -> execute(task, true);
  }

  private void execute(Runnable task, boolean isAdmitted) {
    if (isTakenOn(task, isAdmitted)) {
      return;
    }
    if (task instanceof Future<?> ticket) {
      // An exception with its stack trace would cost more than many refused tasks.
      ticket.cancel(false);
    } else {
      throw new RejectedExecutionException("all places for " + name + " are taken");
    }
  }

  private boolean isTakenOn(Runnable task, boolean isAdmitted) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      startWaiting(now);
      if (isAdmitted) {
        comingSinceNanos.pollFirst();
      }
      boolean isFree = running < runningMax(now);
      boolean isTaken =
          isFree
              || (task instanceof Future<?>
                  && (isAdmitted ? begun.size() < limits.usual.waiting : hasRoom(now)));
      if (!isTaken) {
        noteRefusal(now);
        return false;
      }
      overload.taken();
      if (isFree) {
        start(task, now);
        standBack(now);
      } else if (task instanceof Future<?> ticket) {
        (isAdmitted ? begun : fresh).addLast(new Waiting(task, ticket, now));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a reading event loop yield to running tasks: during overload with all permits taken, it
   * could only refuse.
   */
  private void standBack(long now) {
    if (!isTooMuch(now) || usualLength.nanos() > STANDING_BACK_NANOS_MAX || !turns.isReading()) {
      return;
    }
    long left = TASKS_STOOD_BACK_FOR_MAX * usualLength.nanos();
    try {
      while (running >= limits.underOverload.running && left > 0) {
        turns.stoodBack();
        left = placeIsFree.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether a task would be accepted now; to be called before costly preparation. False counts as a
   * refusal.
   */
  public boolean takesMore() {
    return takesMore(false);
  }

  /**
   * As above, for a request whose task comes later, to {@link #admitted}, or never; during overload
   * it reserves a permit for a moment.
   */
  public boolean letsIn() {
    return takesMore(true);
  }

  private boolean takesMore(boolean isComing) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      startWaiting(now);
      boolean isLate = turns.isLate();
      if (isTooMuch(now) && isLate && !isLongFree(now)) {
        refused.increment();
        overload.refusedAsLate();
        return false;
      }
      if (!hasRoom(now)) {
        noteRefusal(now);
        return false;
      }
      if (isComing && isTooMuch(now)) {
        comingSinceNanos.addLast(now);
      }
      if (!isLate) {
        inTimeNanos = now;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a permit was free for so long that even late requests are accepted. */
  private boolean isLongFree(long now) {
    return running < limits.underOverload.running
        && now - doneNanos > TASKS_IDLE_MAX * usualLength.nanos()
        && now - inTimeNanos > NOBODY_IN_TIME_NANOS;
  }

  /** Whether a new task may run or wait. */
  private boolean hasRoom(long now) {
    boolean isTooMuch = isTooMuch(now);
    int waiting = isTooMuch ? overload.waiting() : limits.usual.waiting;
    int coming = isTooMuch ? comingNow(now) : 0;
    return running + waitingNow() + coming < runningMax(now) + waiting;
  }

  private int runningMax(long now) {
    return isTooMuch(now) ? limits.underOverload.running : limits.usual.running;
  }

  /** Whether there is an overload in which refusing is worthwhile. */
  private boolean isTooMuch(long now) {
    return overload.isNow(now) && !usualLength.isKnownToBeUpTo(WORTH_REFUSING_NANOS);
  }

  private int comingNow(long now) {
    while (!comingSinceNanos.isEmpty() && now - comingSinceNanos.getFirst() >= COMING_NANOS_MAX) {
      comingSinceNanos.removeFirst();
    }
    return comingSinceNanos.size();
  }

  private int waitingNow() {
    return begun.size() + fresh.size();
  }

  private void noteRefusal(long now) {
    refused.increment();
    overload.refused(now);
  }

  private void start(Runnable task, long now) {
    running++;
    overload.hasFreePlace(running < limits.underOverload.running, now);
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          long since = nanoTime.getAsLong();
          try {
            task.run();
          } finally {
            done(since);
          }
        });
  }

  private void done(long since) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      usualLength.taken(now - since);
      overload.taskTakes(usualLength.nanos());
      running--;
      doneNanos = now;
      startWaiting(now);
      if (running < limits.underOverload.running) {
        placeIsFree.signalAll();
      }
      overload.hasFreePlace(running < limits.underOverload.running, now);
    } finally {
      lock.unlock();
    }
  }

  private void startWaiting(long now) {
    while (waitingNow() > 0 && running < runningMax(now)) {
      start((begun.isEmpty() ? fresh : begun).removeFirst().task, now);
    }
  }

  private long patienceNanos() {
    long always = limits.waitMax.toNanos();
    return Math.clamp(TASKS_WAITED_FOR_MAX * usualLength.nanos(), always, WAIT_GROWTH_MAX * always);
  }

  /** Refuses tasks that have waited too long; to be called every few milliseconds. */
  void refuseOverdue() {
    List<Future<?>> overdue = new ArrayList<>();
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      startWaiting(now);
      long since = now - patienceNanos();
      for (Deque<Waiting> waiting : List.of(begun, fresh)) {
        for (Waiting oldest = waiting.peekFirst();
            oldest != null && oldest.sinceNanos - since < 0;
            oldest = waiting.peekFirst()) {
          waiting.removeFirst();
          overdue.add(oldest.ticket);
          noteRefusal(now);
        }
      }
    } finally {
      lock.unlock();
    }
    overdue.forEach(ticket -> ticket.cancel(false));
  }

  /** The name of its kind of work. */
  public String name() {
    return name;
  }

  public Limits limits() {
    return limits;
  }

  /** The number of running tasks. */
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** The number of waiting tasks. */
  public int waiting() {
    lock.lock();
    try {
      return waitingNow();
    } finally {
      lock.unlock();
    }
  }

  /** The number of tasks refused so far. */
  public long refused() {
    return refused.sum();
  }
}
