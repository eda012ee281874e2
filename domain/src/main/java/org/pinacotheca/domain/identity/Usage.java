package org.pinacotheca.domain.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when a program has been let in, and when it last made use of that. What earlier releases
 * let in has neither before it is used again.
 *
 * @param since when it was let in; empty means that nobody noted it
 * @param lastUsed when it was last used, at most {@link #NOTED_EVERY} too early; empty means never,
 *     or that nobody noted it
 */
public record Usage(Optional<Instant> since, Optional<Instant> lastUsed) {
  /** A use is noted when the one that was noted before is this old. */
  public static final Duration NOTED_EVERY = Duration.ofHours(1);

  /** Nothing was noted. */
  public static final Usage UNKNOWN = new Usage(Optional.empty(), Optional.empty());

  /** That of a program that is let in now. */
  public static Usage begunAt(Instant now) {
    return new Usage(Optional.of(now), Optional.empty());
  }

  /** The same with a later use. */
  public Usage usedAt(Instant now) {
    return new Usage(since, Optional.of(now));
  }

  /** Whether a use now is to be noted. */
  public boolean isToBeNotedAt(Instant now) {
    return lastUsed.map(noted -> !noted.plus(NOTED_EVERY).isAfter(now)).orElse(true);
  }
}
