package org.pinacotheca.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Runs tasks of one kind on virtual threads of their own, so many at a time that they do not slow
 * each other down; more wait for their turn. A burst may fill the room for waiting. Once somebody
 * had to be refused there is more than a burst, and for a second, and another one as long as many
 * are refused, only a few may wait, so that those who are served are served about as fast as ever
 * and the others know at once. Who is refused, or has waited too long, is cancelled; a task that
 * cannot be cancelled never waits. Thread-safe.
 */
final class Bulkhead implements Executor {
  /**
   * While there is too much to do, one may wait for so many that run. Two run on each processor, so
   * that everybody takes twice as long as alone, and less than three times with the wait.
   */
  private static final int RUNNING_FOR_EACH_WAITING = 4;

  private static final long STRICT_NANOS = Duration.ofSeconds(1).toNanos();

  /** So many for each one that is refused are no overload, but unevenness. */
  private static final int TAKEN_FOR_EACH_REFUSED = 4;

  /** Where tasks take long themselves, each may wait for so many of the usual length, */
  private static final int TASKS_WAITED_FOR_MAX = 3;

  /** but not more than so many times as long as is always allowed. */
  private static final int WAIT_GROWTH_MAX = 5;

  /** How much the latest task counts for the usual length: one part in so many. */
  private static final int MEMORY = 32;

  private final String name;
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final LongAdder refused = new LongAdder();
  private int running;
  private long usualNanos;
  private boolean isStrict;
  private long strictUntilNanos;
  private int takenLately;
  private int refusedLately;

  /**
   * How much is taken on.
   *
   * @param runningMax tasks at a time
   * @param waitingMax tasks that wait for their turn
   * @param waitMax how long a task may always wait; where tasks take longer than that themselves,
   *     three times their usual length, but no more than five times this
   */
  record Limits(int runningMax, int waitingMax, Duration waitMax) {}

  private record Waiting(Runnable task, Future<?> ticket, long sinceNanos) {}

  Bulkhead(String name, Limits limits) {
    this(name, limits, System::nanoTime);
  }

  Bulkhead(String name, Limits limits, LongSupplier nanoTime) {
    this.name = name;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  @Override
  public void execute(Runnable task) {
    execute(task, false);
  }

  /**
   * For what is still to be done of requests that were let in: all the room for waiting is theirs,
   * because it would be a waste to refuse them now.
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
      if (running < limits.runningMax) {
        running++;
        takenLately++;
        start(task);
        return true;
      }
      if (task instanceof Future<?> ticket && hasRoom(isAdmitted)) {
        waiting.addLast(new Waiting(task, ticket, nanoTime.getAsLong()));
        takenLately++;
        return true;
      }
      noteRefusal();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a task that came now would be taken on; to be asked where much would have to be done
   * before there is a task. No counts as a refusal.
   */
  boolean takesMore() {
    lock.lock();
    try {
      boolean takes = running < limits.runningMax || hasRoom(false);
      if (!takes) {
        noteRefusal();
      }
      return takes;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(boolean isAdmitted) {
    boolean hasAll = isAdmitted || !isStrict();
    int few = Math.max(1, limits.runningMax / RUNNING_FOR_EACH_WAITING);
    return waiting.size() < (hasAll ? limits.waitingMax : Math.min(few, limits.waitingMax));
  }

  private boolean isStrict() {
    long over = nanoTime.getAsLong() - strictUntilNanos;
    if (isStrict && over >= 0) {
      isStrict = false;
      if (refusedLately * TAKEN_FOR_EACH_REFUSED > takenLately && over < STRICT_NANOS) {
        beStrict();
      }
    }
    return isStrict;
  }

  private void beStrict() {
    isStrict = true;
    strictUntilNanos = nanoTime.getAsLong() + STRICT_NANOS;
    takenLately = 0;
    refusedLately = 0;
  }

  private void noteRefusal() {
    refused.increment();
    if (!isStrict()) {
      beStrict();
    }
    refusedLately++;
  }

  private void start(Runnable task) {
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          long begun = nanoTime.getAsLong();
          try {
            task.run();
          } finally {
            startNext(nanoTime.getAsLong() - begun);
          }
        });
  }

  private void startNext(long nanosTaken) {
    lock.lock();
    try {
      usualNanos += (nanosTaken - usualNanos) / MEMORY;
      Waiting next = waiting.pollFirst();
      if (next == null) {
        running--;
      } else {
        start(next.task);
      }
    } finally {
      lock.unlock();
    }
  }

  private long patienceNanos() {
    long always = limits.waitMax.toNanos();
    return Math.clamp(TASKS_WAITED_FOR_MAX * usualNanos, always, WAIT_GROWTH_MAX * always);
  }

  /** Refuses whoever has waited too long; to be called every few milliseconds. */
  void refuseOverdue() {
    List<Future<?>> overdue = new ArrayList<>();
    lock.lock();
    try {
      long since = nanoTime.getAsLong() - patienceNanos();
      for (Waiting oldest = waiting.peekFirst();
          oldest != null && oldest.sinceNanos - since < 0;
          oldest = waiting.peekFirst()) {
        waiting.removeFirst();
        overdue.add(oldest.ticket);
        noteRefusal();
      }
    } finally {
      lock.unlock();
    }
    overdue.forEach(ticket -> ticket.cancel(false));
  }

  /** What is kept apart by it. */
  String name() {
    return name;
  }

  Limits limits() {
    return limits;
  }

  /** How many tasks run now. */
  int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks wait now. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks were refused so far. */
  long refused() {
    return refused.sum();
  }
}
