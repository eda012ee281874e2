package org.pinacotheca.domain.rate;

import java.time.Duration;
import java.time.Instant;

/**
 * A minute of the clock in which requests are counted against a rate limit.
 *
 * @param start a full minute
 */
public record RateWindow(Instant start) {
  private static final Duration LENGTH = Duration.ofMinutes(1);

  public RateWindow {
    if (start.getNano() != 0 || start.getEpochSecond() % LENGTH.toSeconds() != 0) {
      throw new IllegalArgumentException("a rate window begins at a full minute, not at " + start);
    }
  }

  /** The window that a time is in. */
  public static RateWindow of(Instant time) {
    long seconds = LENGTH.toSeconds();
    return new RateWindow(
        Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds));
  }

  /** How long the window still lasts at a time in it: more than nothing, at most a minute. */
  public Duration left(Instant time) {
    return Duration.between(time, start.plus(LENGTH));
  }
}
