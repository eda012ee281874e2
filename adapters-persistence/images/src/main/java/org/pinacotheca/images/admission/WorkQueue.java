package org.pinacotheca.images.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.pinacotheca.application.spi.ImageProcessor.OverloadedException;
import org.pinacotheca.application.spi.ImageProcessor.Requester;

/**
 * A fair queue for pictures, limited by concurrency and memory. Next is the picture whose requester
 * has used the least processor time recently (the greater of member and origin); no other overtakes
 * it while its memory is not free. Refuses a picture that waits too long and, when the queue is
 * full, the last one of the requester with the most waiting. Thread-safe.
 */
public final class WorkQueue {
  private final WorkLimits limits;
  private final LongSupplier nanoTime;
  private final RecentUse use = new RecentUse();

  /** In the order of their arrival. */
  private final List<Turn> waiting = new ArrayList<>();

  private final Lane light;
  private final Lane heavy;
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
    this.light = new Lane(limits.light());
    this.heavy = new Lane(limits.heavy());
  }

  /** What runs in one lane. */
  private static final class Lane {
    private final WorkLimits.Lane limits;
    private int running;
    private MemoryShare reserved = MemoryShare.NONE;

    private Lane(WorkLimits.Lane limits) {
      this.limits = limits;
    }

    private boolean hasMemoryFor(Requirement need) {
      return limits.memory().covers(reserved.plus(need));
    }
  }

  private enum State {
    WAITING,
    RUNNING,
    OVER
  }

  /** The permit and memory of one picture; released by {@link #close}. */
  public final class Turn implements AutoCloseable {
    private final Requester requester;
    private final Lane lane;
    private Requirement need;
    private State state = State.WAITING;

    private Turn(Requester requester, Requirement need) {
      this.requester = requester;
      this.need = need;
      this.lane = limits.isLight(need) ? light : heavy;
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
      synchronized (WorkQueue.this) {
        MemoryShare before = lane.reserved;
        lane.reserved = before.minus(need);
        if (!lane.hasMemoryFor(next) || (lane == light && !limits.isLight(next))) {
          lane.reserved = before;
          return false;
        }
        lane.reserved = lane.reserved.plus(next);
        charge(next.millis() - need.millis());
        need = next;
        admit();
        return true;
      }
    }

    /** Replaces the estimated processor time by the actual one. */
    public void took(long millis) {
      synchronized (WorkQueue.this) {
        charge(millis - need.millis());
        need = new Requirement(need.heapBytes(), need.nativeBytes(), millis);
      }
    }

    @Override
    public void close() {
      synchronized (WorkQueue.this) {
        if (state == State.RUNNING) {
          lane.running--;
          lane.reserved = lane.reserved.minus(need);
        }
        state = State.OVER;
        admit();
      }
    }

    private void charge(long millis) {
      use.add(requester, millis, nanoTime.getAsLong());
    }
  }

  /**
   * Waits for a turn.
   *
   * @throws OverloadedException when the queue is full, the wait times out, or the thread is
   *     interrupted
   * @throws IllegalStateException when the queue is closed
   */
  public synchronized Turn enter(Requester requester, Requirement need) {
    if (closed) {
      throw new IllegalStateException("the image processor is closed");
    }
    Turn turn = new Turn(requester, need);
    waiting.add(turn);
    admit();
    if (waiting.size() > limits.waitingMax()) {
      refuse(greediest());
    }
    await(turn);
    if (turn.state == State.WAITING) {
      refuse(turn);
    }
    if (turn.state == State.OVER) {
      throw new OverloadedException(
          "no room for a picture: " + running() + " are worked on and " + waiting.size() + " wait");
    }
    return turn;
  }

  /** Returns early when the thread is interrupted. */
  private void await(Turn turn) {
    long end = System.nanoTime() + limits.waitMax().toNanos();
    try {
      long left = end - System.nanoTime();
      while (turn.state == State.WAITING && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void refuse(Turn turn) {
    waiting.remove(turn);
    turn.state = State.OVER;
    refused++;
    admit();
  }

  /** The last turn of the requester with the most waiting, by origin or member. */
  private Turn greediest() {
    ToLongFunction<Turn> ofMember =
        turn -> waitingOf(it -> it.member().equals(turn.requester.member()));
    ToLongFunction<Turn> ofOrigin =
        turn -> waitingOf(it -> it.origin().equals(turn.requester.origin()));
    Comparator<Turn> byMore =
        Comparator.comparingLong(
            turn -> Math.max(ofOrigin.applyAsLong(turn), ofMember.applyAsLong(turn)));
    // Among equals the first of a stream is its maximum.
    return waiting.reversed().stream().max(byMore.thenComparingLong(ofMember)).orElseThrow();
  }

  private long waitingOf(Predicate<Requester> requester) {
    return waiting.stream().filter(turn -> requester.test(turn.requester)).count();
  }

  /** Starts those who are next, and wakes every waiting thread. */
  private void admit() {
    admit(light);
    admit(heavy);
    notifyAll();
  }

  private void admit(Lane lane) {
    Optional<Turn> next = next(lane);
    while (next.isPresent()
        && lane.running < lane.limits.places()
        && lane.hasMemoryFor(next.get().need)) {
      Turn turn = next.get();
      waiting.remove(turn);
      lane.running++;
      lane.reserved = lane.reserved.plus(turn.need);
      turn.state = State.RUNNING;
      turn.charge(turn.need.millis());
      next = next(lane);
    }
  }

  /** The turn of the requester with the least use; the first to arrive among equals. */
  private Optional<Turn> next(Lane lane) {
    Comparator<Requester> byUse = use.order(nanoTime.getAsLong());
    return waiting.stream()
        .filter(turn -> turn.lane == lane)
        .min(Comparator.comparing(turn -> turn.requester, byUse));
  }

  private int running() {
    return light.running + heavy.running;
  }

  /**
   * The current load.
   *
   * @param working pictures in progress
   * @param places how many may be in progress
   * @param waiting pictures in the queue
   * @param waitingMax how many may wait
   * @param reserved memory for those in progress
   * @param memory for all pictures together
   * @param refused pictures refused so far because there was no room
   */
  public record Load(
      int working,
      int places,
      int waiting,
      int waitingMax,
      MemoryShare reserved,
      MemoryShare memory,
      long refused) {}

  /** The current load. */
  public synchronized Load load() {
    return new Load(
        running(),
        limits.places(),
        waiting.size(),
        limits.waitingMax(),
        light.reserved.plus(heavy.reserved),
        limits.memory(),
        refused);
  }

  /** Accepts no more pictures, and waits until accepted ones are done. */
  public synchronized boolean drain(long secondsMax) throws InterruptedException {
    closed = true;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
    long left = end - System.nanoTime();
    while (left > 0 && (running() > 0 || !waiting.isEmpty())) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return left > 0;
  }
}
