package org.pinacotheca.domain.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/**
 * A pending login through an application of the signed RPC. The application requests it and gets a
 * token; a member who is shown the token approves it; the application exchanges the token for a
 * session of that member. It ends when it is exchanged, declined or expired, whichever comes first.
 *
 * @param token the hash of its token
 * @param community the community the application asked for
 * @param sessionLifetime how long the session will last; empty means that it never expires
 * @param expires the first instant at which it is over
 * @param approvedBy the member whose session it will be; empty while nobody has approved it
 */
public record Login(
    SecretHash token,
    ApiKey application,
    Optional<CommunityName> community,
    Optional<Duration> sessionLifetime,
    Instant expires,
    Optional<UserId> approvedBy) {
  /** How long a token is valid. */
  public static final Duration LIFETIME = Duration.ofMinutes(20);

  /** The most logins of one application that may be open at a time. */
  public static final int OPEN_PER_APPLICATION_MAX = 1000;

  public Login {
    if (sessionLifetime.isPresent() && sessionLifetime.get().toSeconds() < 1) {
      throw new IllegalArgumentException("a session lives at least 1 second");
    }
  }

  /** Whether the token is still valid. */
  public boolean isOpenAt(Instant now) {
    return now.isBefore(expires);
  }

  /** Whether the member may decide on it: nobody else has approved it. */
  public boolean isUpTo(UserId member) {
    return approvedBy.map(member::equals).orElse(true);
  }
}
