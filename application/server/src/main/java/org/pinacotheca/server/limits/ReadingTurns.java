package org.pinacotheca.server.limits;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts the requests that each event loop reads in one turn. A request read after many others, or
 * after a task that the loop waited for, has waited where it could not be refused. Counts requests
 * rather than time, because a pause of the machine makes every turn long. Thread-safe; each reading
 * thread has its own turns.
 */
public final class ReadingTurns {
  /** Refusing this many takes about as long as two short tasks. */
  private static final int MANY = 24;

  /** After a pause of this length the loop had nothing to read. */
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
   * To be called for each request before anything is done for it.
   *
   * @param afterwards runs a task on the same event loop when everything received is read
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

  /** Whether this thread is reading requests. */
  boolean isReading() {
    return turns.get().isOn;
  }

  /**
   * To be called when this thread has waited for a task; all requests of this turn have then
   * waited.
   */
  void stoodBack() {
    turns.get().hasStoodBack = true;
  }

  /** Whether this thread's latest request has waited for a task or many requests. */
  public boolean isLate() {
    Turn turn = turns.get();
    return turn.hasStoodBack || Math.max(turn.read, turn.readBefore) > MANY;
  }
}
