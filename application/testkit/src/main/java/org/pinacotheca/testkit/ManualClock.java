package org.pinacotheca.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to go on. Safe for use by many threads. */
public final class ManualClock implements InstantSource {
  private final AtomicReference<Instant> now;

  public ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** A clock that begins on 1 March 2026 at noon UTC, with a fraction down to the microsecond. */
  public static ManualClock atSomeNoon() {
    return new ManualClock(Instant.parse("2026-03-01T12:00:00.123456Z"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  /** Sets the time, which may lie in the past. */
  public void set(Instant instant) {
    now.set(instant);
  }
}
