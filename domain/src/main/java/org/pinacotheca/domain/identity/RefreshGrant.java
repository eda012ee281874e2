package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Set;

/**
 * What a refresh token stands for. It is replaced with each use; successive tokens form a family,
 * and the reuse of a used one ends them all.
 *
 * @param family the hash of the family's first refresh token
 * @param expires the first instant at which the token is no longer valid
 * @param used whether it has been exchanged already
 * @param usage of its family
 */
public record RefreshGrant(
    SecretHash token,
    SecretHash family,
    UserId user,
    ApiKey application,
    Set<Scope> scopes,
    Instant expires,
    boolean used,
    Usage usage)
    implements Grant {
  public RefreshGrant {
    scopes = Set.copyOf(scopes);
  }

  /** Whether the token can be exchanged. */
  @Override
  public boolean isGoodAt(Instant now) {
    return !used && now.isBefore(expires);
  }
}
