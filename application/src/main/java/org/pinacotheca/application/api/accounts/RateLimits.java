package org.pinacotheca.application.api.accounts;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/**
 * Limits on how often requests come. Doors ask for an address before anything is looked up for a
 * request, and for its application and member once they are known. Safe for use by many threads.
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
   * Counts a request from an address that named nobody who is known, or showed a picture's address
   * that was never handed out. Never waits.
   */
  void failed(InetAddress from);

  /** Counts a request of an application; present when it or the member is over a limit. */
  Optional<RateExceeded> called(ApiKey application, Optional<UserId> member);

  /**
   * There were too many requests within a minute; this one is not to be answered.
   *
   * @param retryAfter until requests are counted anew; more than nothing, at most a minute
   */
  record RateExceeded(Duration retryAfter) implements Refusal {}
}
