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
 * each other down; a few more wait. Whoever waits is not forgotten: a task that waited too long, or
 * longest when there is no more room, is refused by being cancelled. While that goes on the newest
 * is taken first, so that those who are served are served as fast as ever, where first come, first
 * served would make everybody wait just as long as is allowed. A task that cannot be cancelled
 * never waits. Thread-safe.
 */
final class Bulkhead implements Executor {
  /** Where tasks take long themselves, each may wait for so many of the usual length, */
  private static final int TASKS_WAITED_FOR_MAX = 20;

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

  /**
   * How much is taken on.
   *
   * @param runningMax tasks at a time
   * @param waitingMax tasks that wait for their turn
   * @param waitMax how long a task may always wait; where tasks take long themselves, twenty times
   *     their usual length, but no more than five times this
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
    Future<?> dropped = null;
    lock.lock();
    try {
      if (running < limits.runningMax) {
        running++;
        start(task);
        return;
      }
      if (limits.waitingMax == 0 || !(task instanceof Future<?> ticket)) {
        refused.increment();
        throw new RejectedExecutionException("all places for " + name + " are taken");
      }
      if (waiting.size() == limits.waitingMax) {
        dropped = waiting.removeFirst().ticket;
      }
      waiting.addLast(new Waiting(task, ticket, nanoTime.getAsLong()));
    } finally {
      lock.unlock();
    }
    if (dropped != null) {
      refuse(dropped);
    }
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
      Waiting next = isBehind() ? waiting.pollLast() : waiting.pollFirst();
      if (next == null) {
        running--;
      } else {
        start(next.task);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether more comes than is done: more than half of the room is taken. */
  private boolean isBehind() {
    return waiting.size() > limits.waitingMax / 2;
  }

  private long age(Waiting one) {
    return nanoTime.getAsLong() - one.sinceNanos;
  }

  private long patienceNanos() {
    long always = limits.waitMax.toNanos();
    return Math.clamp(TASKS_WAITED_FOR_MAX * usualNanos, always, WAIT_GROWTH_MAX * always);
  }

  /** Whether a task that came now would likely be refused, or make another be. */
  boolean isOverloaded() {
    lock.lock();
    try {
      return running == limits.runningMax && (limits.waitingMax == 0 || isBehind());
    } finally {
      lock.unlock();
    }
  }

  /** Refuses whoever has waited too long; to be called every few milliseconds. */
  void refuseOverdue() {
    List<Future<?>> overdue = new ArrayList<>();
    lock.lock();
    try {
      long patience = patienceNanos();
      for (Waiting oldest = waiting.peekFirst();
          oldest != null && age(oldest) > patience;
          oldest = waiting.peekFirst()) {
        waiting.removeFirst();
        overdue.add(oldest.ticket);
      }
    } finally {
      lock.unlock();
    }
    overdue.forEach(this::refuse);
  }

  private void refuse(Future<?> ticket) {
    refused.increment();
    ticket.cancel(false);
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
