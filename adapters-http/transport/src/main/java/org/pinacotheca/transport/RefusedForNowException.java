package org.pinacotheca.transport;

import java.time.Duration;

/**
 * Refuses a request that may be repeated later. A {@link RequestObserver} may throw it when it
 * learns what is served; the API then answers as it does for this reason by itself, and does
 * nothing else.
 */
public final class RefusedForNowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final Duration retryAfter;

  /**
   * A refusal.
   *
   * @param retryAfter shown to the client when there are too many requests; more than nothing
   */
  public RefusedForNowException(Reason reason, Duration retryAfter) {
    super(reason.toString());
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Why a request is refused. */
  public enum Reason {
    STORAGE_UNAVAILABLE,
    OVERLOADED,
    RATE_LIMITED
  }

  public Reason reason() {
    return reason;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
