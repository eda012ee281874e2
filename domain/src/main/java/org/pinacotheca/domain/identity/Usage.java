package org.pinacotheca.domain.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a program was authorized, and when it was last used. Authorizations of earlier releases have
 * neither until they are used again.
 *
 * @param since when it was authorized; empty means unknown
 * @param lastUsed when it was last used, at most {@link #NOTED_EVERY} too early; empty means never
 *     or unknown
 */
public record Usage(Optional<Instant> since, Optional<Instant> lastUsed) {
  /** A use is recorded when the last recorded one is this old. */
  public static final Duration NOTED_EVERY = Duration.ofHours(1);

  /** Nothing was recorded. */
  public static final Usage UNKNOWN = new Usage(Optional.empty(), Optional.empty());

  /** The usage of a program that is authorized now. */
  public static Usage begunAt(Instant now) {
    return new Usage(Optional.of(now), Optional.empty());
  }

  /** The same with a later use. */
  public Usage usedAt(Instant now) {
    return new Usage(since, Optional.of(now));
  }

  /** Whether a use now is to be recorded. */
  public boolean isToBeNotedAt(Instant now) {
    return lastUsed.map(noted -> !noted.plus(NOTED_EVERY).isAfter(now)).orElse(true);
  }
}
