package org.pinacotheca.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when it is set or advanced. Thread-safe. */
public final class ManualClock implements InstantSource {
  private volatile Instant now;
  private volatile Duration elapsed = Duration.ZERO;

  public ManualClock(Instant start) {
    this.now = start;
  }

  /** A clock that starts on 1 March 2026 at noon UTC, plus a fraction down to the microsecond. */
  public static ManualClock atSomeNoon() {
    return new ManualClock(Instant.parse("2026-03-01T12:00:00.123456Z"));
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public synchronized void advance(Duration duration) {
    set(now.plus(duration));
  }

  /** Sets the time, which may be in the past. */
  public synchronized void set(Instant instant) {
    if (instant.isAfter(now)) {
      elapsed = elapsed.plus(Duration.between(now, instant));
    }
    now = instant;
  }

  /** The sum of all moves forward, in nanoseconds; a move back does not change it. */
  public long nanoTime() {
    return elapsed.toNanos();
  }
}
