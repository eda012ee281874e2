package org.pinacotheca.domain.signin;

import java.time.Duration;
import java.time.Instant;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;

/**
 * Lets a member choose a password, once. A member has at most one invitation.
 *
 * @param token the hash of the secret in its address
 * @param expires the first instant at which it no longer works
 */
public record Invitation(SecretHash token, UserId member, Instant expires) {
  /** How long an invitation works unless the operator says otherwise. */
  public static final Duration LIFETIME_DEFAULT = Duration.ofDays(3);

  /** The longest time for which an invitation works. */
  public static final Duration LIFETIME_MAX = Duration.ofDays(30);

  /** Whether it works now. */
  public boolean isOpenAt(Instant now) {
    return now.isBefore(expires);
  }
}
