package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Set;

/**
 * What a bearer token stands for. Only its holder knows the token itself.
 *
 * @param family the hash of the first refresh token of its family, with which it is revoked
 * @param expires the first instant at which the token is no longer valid
 * @param usage of its family
 */
public record TokenGrant(
    SecretHash token,
    SecretHash family,
    UserId user,
    ApiKey application,
    Set<Scope> scopes,
    Instant expires,
    Usage usage)
    implements Grant {
  public TokenGrant {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public boolean isGoodAt(Instant now) {
    return now.isBefore(expires);
  }
}
