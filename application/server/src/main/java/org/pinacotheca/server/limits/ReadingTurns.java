package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How many requests each event loop reads before it comes round to those that came meanwhile.
 * Whoever is read behind many others, or behind a task that the loop has waited for, has waited for
 * all of them where nobody could refuse him. What counts is their number and not the time, because
 * a machine that stands still for a moment makes every turn long. Thread-safe; each thread that
 * reads has turns of its own.
 */
public final class ReadingTurns {
  /** To refuse so many takes about as long as two short tasks. */
  private static final int MANY = 24;

  /** After such a pause the loop had nothing to read. */
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private final LongSupplier nanoTime;
  private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

  public ReadingTurns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private static final class Turn {
    private boolean isOn;
    private boolean hasStoodBack;
    private int read;
    private int readBefore;
    private long endedNanos;
  }

  /**
   * To be told of each request before anything is done for it.
   *
   * @param afterwards runs what it is given on the same event loop when all that has come is read
   */
  public void read(Consumer<Runnable> afterwards) {
    Turn turn = turns.get();
    if (!turn.isOn) {
      turn.isOn = true;
      turn.hasStoodBack = false;
      turn.readBefore = nanoTime.getAsLong() - turn.endedNanos < PAUSE_NANOS ? turn.read : 0;
      turn.read = 0;
      afterwards.accept(() -> {
        turn.isOn = false;
        turn.endedNanos = nanoTime.getAsLong();
      });
    }
    turn.read++;
  }

  /** Whether this thread is one that reads requests, and in the midst of it. */
  boolean isReading() {
    return turns.get().isOn;
  }

  /** To be told when this thread has waited for a task: so have all that it reads in this turn. */
  void stoodBack() {
    turns.get().hasStoodBack = true;
  }

  /** Whether the request that this thread has read last waited for a task or many requests. */
  public boolean isLate() {
    Turn turn = turns.get();
    return turn.hasStoodBack || Math.max(turn.read, turn.readBefore) > MANY;
  }
}
