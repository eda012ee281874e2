package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Set;

/**
 * What a bearer token stands for. The token itself is known to its holder alone.
 *
 * @param family the hash of the first refresh token it descends from; ends with it when that family
 *     is revoked
 * @param expires the first instant at which the token is no longer good
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
