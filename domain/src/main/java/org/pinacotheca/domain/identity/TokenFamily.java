package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Set;

/**
 * The bearer and refresh tokens that descend from one: one authorization of a program by a member,
 * which ends as a whole.
 *
 * @param id the hash of its first refresh token
 * @param user the member who is acted for
 * @param application the program that acts
 * @param scopes what it may do
 */
public record TokenFamily(
    SecretHash id, UserId user, ApiKey application, Set<Scope> scopes, Usage usage) {
  public TokenFamily {
    scopes = Set.copyOf(scopes);
  }

  /** The caller for whom its tokens stand. */
  public Caller caller() {
    return Caller.of(user, application, scopes);
  }

  /** The same family with this usage. */
  public TokenFamily with(Usage newUsage) {
    return new TokenFamily(id, user, application, scopes, newUsage);
  }

  /** A bearer token of the family. */
  public TokenGrant bearer(SecretHash token, Instant expires) {
    return new TokenGrant(token, TokenGrant.Kind.BEARER, this, expires, false);
  }

  /** An unused refresh token of the family. */
  public TokenGrant refresh(SecretHash token, Instant expires) {
    return new TokenGrant(token, TokenGrant.Kind.REFRESH, this, expires, false);
  }
}
