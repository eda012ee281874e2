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
 * Runs tasks of one kind on virtual threads of their own, so many at a time that they do not slow
 * each other down; more wait for their turn, and what remains to be done of requests that were let
 * in goes before what is new. A burst may fill the room for waiting. Once somebody had to be
 * refused there is more than a burst, and as long as many are refused only a few run, hardly
 * anybody may wait, and nobody is taken on who has waited to be read, so that those who are served
 * are served about as fast as ever and the others know at once. Who is refused, or has waited too
 * long, is cancelled; a task that cannot be cancelled never waits. Thread-safe.
 */
public final class Bulkhead implements Executor {
  /**
   * While there is too much to do, whoever was let in has his place for so long; who is not there
   * by then sends slowly, or nothing that is good, and may come at any time.
   */
  private static final long COMING_NANOS_MAX = Duration.ofMillis(250).toNanos();

  /** Where tasks take long themselves, each may wait for so many of the usual length, */
  private static final int TASKS_WAITED_FOR_MAX = 3;

  /** but not more than so many times as long as is always allowed. */
  private static final int WAIT_GROWTH_MAX = 5;

  /** Where all who come are late, a place is free for so many tasks of the usual length, */
  private static final int TASKS_IDLE_MAX = 16;

  /** and only once nobody came in time for so long: until then the loops may catch up. */
  private static final long NOBODY_IN_TIME_NANOS = Duration.ofMillis(250).toNanos();

  /** To refuse takes some ten microseconds; what takes only a few times that is better served. */
  private static final long WORTH_REFUSING_NANOS = 50_000;

  /**
   * For what takes no longer than a processor gives to one thread at a time, whoever reads stands
   * back: the system would let a task wait for him longer than it takes.
   */
  private static final long STANDING_BACK_NANOS_MAX = 2_000_000;

  /** He does so for no more than so many tasks of the usual length. */
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
   * How much is taken on.
   *
   * @param usual in general
   * @param underOverload while there is too much to do: as many as take about as long as one alone
   * @param waitMax how long a task may always wait; where tasks take longer than that themselves,
   *     three times their usual length, but no more than five times this
   */
  public record Limits(Room usual, Room underOverload, Duration waitMax) {}

  /** So many tasks may run at a time, and so many more wait for their turn. */
  public record Room(int running, int waiting) {}

  private record Waiting(Runnable task, Future<?> ticket, long sinceNanos) {}

  /**
   * A bulkhead where nothing runs yet.
   *
   * @param turns in which those who ask read what they ask for
   * @param clients how many could ask at the same time now
   * @param nanoTime a clock that only ever goes on, in nanoseconds
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
   * For what is still to be done of requests that were let in: all the room for waiting is theirs,
   * and the next turn, because it would be a waste to refuse them now.
   */
  Executor admitted() {
    return task -> execute(task, true);
  }

  private void execute(Runnable task, boolean isAdmitted) {
    if (isTakenOn(task, isAdmitted)) {
      return;
    }
    if (task instanceof Future<?> ticket) {
      // An exception with its trace would cost more than much of what is refused.
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
   * While there is too much to do, and all places are taken, whoever reads would only refuse; where
   * he shares a processor with the tasks he first lets them be done.
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
   * Whether a task that came now would be taken on; to be asked where much would have to be done
   * before there is a task. No counts as a refusal.
   */
  public boolean takesMore() {
    return takesMore(false);
  }

  /**
   * The same for a request whose task comes later, to {@link #admitted}, or not at all; while there
   * is too much to do its place is kept for a moment.
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

  /** Where a place was free for so long, even who is late is better than nobody. */
  private boolean isLongFree(long now) {
    return running < limits.underOverload.running
        && now - doneNanos > TASKS_IDLE_MAX * usualLength.nanos()
        && now - inTimeNanos > NOBODY_IN_TIME_NANOS;
  }

  /** Whether somebody new may run or wait. */
  private boolean hasRoom(long now) {
    boolean isTooMuch = isTooMuch(now);
    int waiting = isTooMuch ? overload.waiting() : limits.usual.waiting;
    int coming = isTooMuch ? comingNow(now) : 0;
    return running + waitingNow() + coming < runningMax(now) + waiting;
  }

  private int runningMax(long now) {
    return isTooMuch(now) ? limits.underOverload.running : limits.usual.running;
  }

  /** Whether there is too much to do, and something is gained by refusing some of it. */
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

  /** Refuses whoever has waited too long; to be called every few milliseconds. */
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

  /** What is kept apart by it. */
  public String name() {
    return name;
  }

  public Limits limits() {
    return limits;
  }

  /** How many tasks run now. */
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks wait now. */
  public int waiting() {
    lock.lock();
    try {
      return waitingNow();
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks were refused so far. */
  public long refused() {
    return refused.sum();
  }
}
