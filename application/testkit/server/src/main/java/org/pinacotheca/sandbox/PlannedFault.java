package org.pinacotheca.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault that a sandbox plants in some requests.
 *
 * @param operation such as {@code Pictures/CreateAlbum} or {@code photos.upload}, or {@link
 *     #EVERY_OPERATION}
 * @param after how many requests of the operation are served before
 * @param times how many requests it hits
 * @param delay of {@link Kind#SLOW}, otherwise nothing
 */
public record PlannedFault(String operation, int after, int times, Kind kind, Duration delay) {
  /** Stands for all operations. */
  public static final String EVERY_OPERATION = "*";

  public PlannedFault {
    if (after < 0 || times < 1) {
      throw new IllegalArgumentException(
          "a fault comes after 0 or more requests, 1 or more times, not after "
              + after
              + ", "
              + times
              + " times");
    }
    if (delay.isNegative() || delay.isPositive() != (kind == Kind.SLOW)) {
      throw new IllegalArgumentException(kind + " does not go with a delay of " + delay);
    }
  }

  /** What happens to a request. */
  public enum Kind {
    /** Answered as when the database cannot be reached; nothing is done. */
    STORAGE_UNAVAILABLE,
    /** Answered as when there is too much work; nothing is done. */
    OVERLOADED,
    /** Answered as when there were too many requests; nothing is done. */
    RATE_LIMITED,
    /** Done after a delay. */
    SLOW,
    /** Done, but the connection is cut before the answer. */
    DROP,
    /** The connection is cut before anything is done. */
    DROP_BEFORE;

    /** The word of the sandbox's API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> ofWord(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /** The next request of an operation has this fault, and no other one. */
  public static PlannedFault next(String operation, Kind kind) {
    return new PlannedFault(operation, 0, 1, kind, Duration.ZERO);
  }

  /** The next request of an operation is served after a delay. */
  public static PlannedFault slow(String operation, Duration delay) {
    return new PlannedFault(operation, 0, 1, Kind.SLOW, delay);
  }

  /** The same fault in requests of another operation. */
  PlannedFault of(String otherOperation) {
    return new PlannedFault(otherOperation, after, times, kind, delay);
  }

  /** The same fault after some requests. */
  public PlannedFault after(int requests) {
    return new PlannedFault(operation, requests, times, kind, delay);
  }

  /** The same fault in several requests. */
  public PlannedFault times(int requests) {
    return new PlannedFault(operation, after, requests, kind, delay);
  }
}
