package org.pinacotheca.sandbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import org.pinacotheca.testkit.memory.ManualClock;

/** Moves the clock of a sandbox, only forward. Used by one thread at a time. */
final class SandboxClock {
  /** The latest time that a sandbox can have. */
  static final Instant END = SandboxGallery.BEGINNING.plus(Duration.ofDays(36_525));

  private SandboxClock() {}

  /** The instant of an ISO 8601 text such as {@code 2026-04-01T12:00:00Z}. */
  static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new BadBodyException(
          "Now must be a time in ISO 8601 with its zone, such as 2026-04-01T12:00:00Z.");
    }
  }

  /** The amount of an ISO 8601 text such as {@code P1M}, {@code PT30S} or {@code P1DT12H}. */
  static TemporalAmount amount(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException _) {
      // Months and years are no duration, but a period.
    }
    try {
      return Period.parse(text);
    } catch (DateTimeException _) {
      throw new BadBodyException(
          "Advance must be a duration in ISO 8601, such as PT20M, P1D, P1M or P1DT12H.");
    }
  }

  /** Lets some time pass, by the calendar in UTC. */
  static void advance(ManualClock clock, TemporalAmount amount) {
    Instant to;
    try {
      to = clock.instant().atOffset(ZoneOffset.UTC).plus(amount).toInstant();
    } catch (DateTimeException | ArithmeticException _) {
      throw outOfRange(clock);
    }
    set(clock, to);
  }

  /** Sets the time. */
  static void set(ManualClock clock, Instant to) {
    if (to.isBefore(clock.instant()) || to.isAfter(END)) {
      throw outOfRange(clock);
    }
    clock.set(to);
  }

  private static BadBodyException outOfRange(ManualClock clock) {
    return new BadBodyException(
        "The time must be from " + clock.instant() + ", which it is now, to " + END + ".");
  }
}
