package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Set;

/**
 * The bearer and refresh tokens that descend from one, while any of them is valid: one
 * authorization of a program by a member.
 *
 * @param family the hash of its first refresh token
 * @param expires when its last token expires, unless it is refreshed before
 */
public record TokenFamily(
    SecretHash family,
    UserId user,
    ApiKey application,
    Set<Scope> scopes,
    Usage usage,
    Instant expires) {
  public TokenFamily {
    scopes = Set.copyOf(scopes);
  }
}
