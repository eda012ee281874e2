package org.pinacotheca.application.api.accounts;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/**
 * Limits the rate of requests. APIs check the client's address before anything is looked up for a
 * request, and its application and member once they are known. Thread-safe.
 */
public interface RateLimits {
  /** Counts a request from an address; present when it is over a limit. Never waits. */
  Optional<RateExceeded> arrived(InetAddress from);

  /**
   * Counts a request for a picture by its address, beside {@link #arrived}; present when the
   * address it comes from is over a limit. Never waits.
   */
  Optional<RateExceeded> fetched(InetAddress from);

  /**
   * Counts a request from an address that named nobody known, or used a picture's address that was
   * never issued. Never waits.
   */
  void failed(InetAddress from);

  /** Counts a request of an application; present when it or the member is over a limit. */
  Optional<RateExceeded> called(ApiKey application, Optional<UserId> member);

  /**
   * There were too many requests within a minute; this one is refused.
   *
   * @param retryAfter until the next window; more than nothing, at most a minute
   */
  record RateExceeded(Duration retryAfter) implements Refusal {}
}
