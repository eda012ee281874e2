package org.pinacotheca.images.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.ImageProcessor.Requester;
import org.pinacotheca.application.spi.ImageProcessor.StudioOverloadedException;

/**
 * A fair queue for pictures, limited by concurrency and memory. Next is the picture whose requester
 * has used the least processor time recently (the greater of member and origin); no other overtakes
 * it while its memory is not free. Refuses a picture that waits too long and, when the queue is
 * full, the last one of the requester with the most waiting. Thread-safe.
 */
public final class WorkQueue {
  private final WorkLimits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final RecentUse use = new RecentUse();
  private final List<Turn> waiting = new ArrayList<>();
  private final Running light;
  private final Running heavy;
  private long arrivals;
  private long refused;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public WorkQueue(WorkLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.light = new Running(limits.light());
    this.heavy = new Running(limits.heavy());
  }

  /** The running pictures of one lane. */
  private static final class Running {
    private final WorkLimits.Lane lane;
    private int count;
    private MemoryShare reserved = MemoryShare.NONE;

    private Running(WorkLimits.Lane lane) {
      this.lane = lane;
    }

    private boolean hasRoomFor(Requirement need) {
      return count < lane.places() && hasMemoryFor(need);
    }

    private boolean hasMemoryFor(Requirement need) {
      MemoryShare then = reserved.plus(need);
      return then.heapBytes() <= lane.memory().heapBytes()
          && then.nativeBytes() <= lane.memory().nativeBytes();
    }
  }

  /** The permit and memory of one picture; released by {@link #close}. */
  public final class Turn implements AutoCloseable {
    private final Requester requester;
    private final long arrival;
    private final boolean isLight;
    private Requirement need;
    private State state = State.WAITING;

    private Turn(Requester requester, Requirement need, boolean isLight) {
      this.requester = requester;
      this.need = need;
      this.isLight = isLight;
      this.arrival = arrivals++;
    }

    /** The reserved resources. */
    public Requirement need() {
      return need;
    }

    /**
     * Changes the requirement, if its memory is free now and the picture stays in its lane.
     * Otherwise changes nothing; the caller must close this turn and request another.
     */
    public boolean continuesWith(Requirement next) {
      lock.lock();
      try {
        Running running = running();
        MemoryShare before = running.reserved;
        running.reserved = before.minus(need);
        boolean goesOn = running.hasMemoryFor(next) && (!isLight || limits.isLight(next));
        running.reserved = goesOn ? running.reserved.plus(next) : before;
        if (goesOn) {
          charge(next.millis() - need.millis());
          need = next;
          letIn();
        }
        return goesOn;
      } finally {
        lock.unlock();
      }
    }

    /** Replaces the estimated processor time by the actual one. */
    public void took(long millis) {
      lock.lock();
      try {
        charge(millis - need.millis());
        need = new Requirement(need.heapBytes(), need.nativeBytes(), millis);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (state == State.RUNNING) {
          Running running = running();
          running.count--;
          running.reserved = running.reserved.minus(need);
        }
        state = State.OVER;
        letIn();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private Running running() {
      return isLight ? light : heavy;
    }

    private void charge(long millis) {
      long now = nanoTime.getAsLong();
      use.add(memberKey(), (double) millis, now);
      use.add(originKey(), (double) millis, now);
    }

    private String memberKey() {
      return "member " + requester.member();
    }

    private String originKey() {
      return "origin " + requester.origin();
    }
  }

  private enum State {
    WAITING,
    RUNNING,
    OVER
  }

  /**
   * Waits for a turn.
   *
   * @throws StudioOverloadedException when the queue is full, the wait times out, or the thread is
   *     interrupted
   * @throws IllegalStateException when the queue is closed
   */
  public Turn enter(Requester requester, Requirement need) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the studio is closed");
      }
      Turn turn = new Turn(requester, need, limits.isLight(need));
      waiting.add(turn);
      letIn();
      if (waiting.size() > limits.waitingMax()) {
        refuse(mostGreedy());
      }
      return await(turn);
    } finally {
      lock.unlock();
    }
  }

  private Turn await(Turn turn) {
    long left = limits.waitMax().toNanos();
    try {
      while (turn.state == State.WAITING && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (turn.state == State.WAITING) {
      refuse(turn);
    }
    if (turn.state == State.OVER) {
      throw new StudioOverloadedException(
          "no room for a picture: "
              + (light.count + heavy.count)
              + " are worked on and "
              + waiting.size()
              + " wait");
    }
    return turn;
  }

  private void refuse(Turn turn) {
    waiting.remove(turn);
    turn.state = State.OVER;
    refused++;
    letIn();
    changed.signalAll();
  }

  /** The last turn of the requester with the most waiting, by origin or member. */
  private Turn mostGreedy() {
    Comparator<Turn> byPlaceOrMember =
        Comparator.comparingLong(turn ->
            Math.max(waitingFrom(turn.requester.origin()), waitingOf(turn.requester.member())));
    return waiting.stream()
        .max(
            byPlaceOrMember
                .thenComparingLong(turn -> waitingOf(turn.requester.member()))
                .thenComparingLong(turn -> turn.arrival))
        .orElseThrow();
  }

  private long waitingFrom(String origin) {
    return waiting.stream().filter(turn -> turn.requester.origin().equals(origin)).count();
  }

  private long waitingOf(String member) {
    return waiting.stream().filter(turn -> turn.requester.member().equals(member)).count();
  }

  private void letIn() {
    letIn(light, true);
    letIn(heavy, false);
  }

  private void letIn(Running running, boolean isLight) {
    while (running.count < running.lane.places()) {
      Turn next = next(isLight);
      if (next == null || !running.hasRoomFor(next.need)) {
        return;
      }
      waiting.remove(next);
      running.count++;
      running.reserved = running.reserved.plus(next.need);
      next.state = State.RUNNING;
      next.charge(next.need.millis());
      changed.signalAll();
    }
  }

  private @Nullable Turn next(boolean isLight) {
    long now = nanoTime.getAsLong();
    Comparator<Turn> byUse =
        Comparator.comparingDouble(
            turn -> Math.max(use.of(turn.originKey(), now), use.of(turn.memberKey(), now)));
    return waiting.stream()
        .filter(turn -> turn.isLight == isLight)
        .min(
            byUse
                .thenComparingDouble(turn -> use.of(turn.memberKey(), now))
                .thenComparingLong(turn -> turn.arrival))
        .orElse(null);
  }

  /**
   * The current load.
   *
   * @param running pictures in progress
   * @param waiting pictures in the queue
   * @param reserved memory for those in progress
   * @param refused pictures refused so far because there was no room
   */
  public record Load(int running, int waiting, MemoryShare reserved, long refused) {}

  public Load load() {
    lock.lock();
    try {
      return new Load(
          light.count + heavy.count, waiting.size(), light.reserved.plus(heavy.reserved), refused);
    } finally {
      lock.unlock();
    }
  }

  /** Accepts no more pictures, and waits until accepted ones are done. */
  public boolean drain(long secondsMax) throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      long left = TimeUnit.SECONDS.toNanos(secondsMax);
      while (left > 0 && (light.count + heavy.count > 0 || !waiting.isEmpty())) {
        left = changed.awaitNanos(left);
      }
      return left > 0;
    } finally {
      lock.unlock();
    }
  }
}
