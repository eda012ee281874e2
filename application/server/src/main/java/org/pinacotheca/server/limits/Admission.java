package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.pinacotheca.transport.Workers;

/**
 * Admits the tasks of one kind of work: a limited number run, each on a virtual thread, and some
 * more wait in a queue, in order of arrival, each until its deadline. A burst may fill the queue. A
 * refusal begins an overload: while it lasts, fewer tasks run and hardly any wait, so that accepted
 * ones stay fast. It ends when a permit was free for a third of the time. A task that is refused is
 * cancelled; one that cannot be cancelled never waits. Never blocks. Thread-safe.
 */
public final class Admission implements Workers {
  private static final long JUDGED_EVERY_NANOS = Duration.ofMillis(250).toNanos();

  /**
   * An overload ends when a permit was free for more than one part in this many of the time. With
   * as many waiting as running tasks, it is free for so long at the capacity itself.
   */
  private static final int TIME_FOR_EACH_FREE = 3;

  private final String name;
  private final Limits limits;
  private final IntSupplier connections;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final LongAdder refused = new LongAdder();
  private int running;
  private boolean isOverloaded;
  private long judgedNanos;
  private long freeNanos;
  private long countedNanos;

  /**
   * The limits of one kind of work.
   *
   * @param usual without overload
   * @param overloaded during overload: as many as run about as fast as one alone
   * @param waitMax how long a task may wait
   */
  public record Limits(Room usual, Room overloaded, Duration waitMax) {}

  /** The most running and the most waiting tasks. */
  public record Room(int running, int waiting) {}

  private record Waiting(Runnable task, Future<?> ticket, long deadlineNanos) {}

  /**
   * Creates an idle instance.
   *
   * @param connections how many requests could arrive at the same time now
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  Admission(String name, Limits limits, IntSupplier connections, LongSupplier nanoTime) {
    this.name = name;
    this.limits = limits;
    this.connections = connections;
    this.nanoTime = nanoTime;
  }

  @Override
  public void execute(Runnable task) {
    if (isAccepted(task)) {
      return;
    }
    if (task instanceof Future<?> ticket) {
      // An exception with its stack trace would cost more than many refused tasks.
      ticket.cancel(false);
    } else {
      throw new RejectedExecutionException("no permit is free for " + name);
    }
  }

  private boolean isAccepted(Runnable task) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      startWaiting(now);
      if (running < room(now).running) {
        start(task, now);
        return true;
      }
      if (task instanceof Future<?> ticket && isRoom(now)) {
        queue.addLast(new Waiting(task, ticket, now + limits.waitMax.toNanos()));
        return true;
      }
      noteRefusal(now);
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean hasRoom() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      boolean isRoom = isRoom(now);
      if (!isRoom) {
        noteRefusal(now);
      }
      return isRoom;
    } finally {
      lock.unlock();
    }
  }

  private boolean isRoom(long now) {
    Room room = room(now);
    return running + queue.size() < room.running + room.waiting;
  }

  private Room room(long now) {
    if (isOverloaded && now - judgedNanos >= JUDGED_EVERY_NANOS) {
      countFree(now);
      boolean isCalm = freeNanos * TIME_FOR_EACH_FREE > now - judgedNanos;
      // So few clients that retry at once could keep up an overload for ever.
      boolean allMayWait = connections.getAsInt() <= limits.usual.waiting;
      isOverloaded = !isCalm && !allMayWait;
      judgedNanos = now;
      freeNanos = 0;
    }
    return isOverloaded ? limits.overloaded : limits.usual;
  }

  /** To be called before the number of running tasks changes. */
  private void countFree(long now) {
    if (running < limits.overloaded.running) {
      freeNanos += now - countedNanos;
    }
    countedNanos = now;
  }

  private void noteRefusal(long now) {
    refused.increment();
    if (!isOverloaded) {
      countFree(now);
      isOverloaded = true;
      judgedNanos = now;
      freeNanos = 0;
    }
  }

  private void start(Runnable task, long now) {
    countFree(now);
    running++;
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            task.run();
          } finally {
            done();
          }
        });
  }

  private void done() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      countFree(now);
      running--;
      startWaiting(now);
    } finally {
      lock.unlock();
    }
  }

  private void startWaiting(long now) {
    while (!queue.isEmpty() && running < room(now).running) {
      start(queue.removeFirst().task, now);
    }
  }

  /** Refuses tasks whose deadline has passed; to be called every few milliseconds. */
  void refuseOverdue() {
    List<Future<?>> overdue = new ArrayList<>();
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      startWaiting(now);
      while (!queue.isEmpty() && queue.getFirst().deadlineNanos - now < 0) {
        overdue.add(queue.removeFirst().ticket);
        noteRefusal(now);
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
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** The number of tasks refused so far. */
  public long refused() {
    return refused.sum();
  }
}
