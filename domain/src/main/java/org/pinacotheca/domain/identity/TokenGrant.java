package org.pinacotheca.domain.identity;

import java.time.Instant;

/**
 * What a bearer or refresh token stands for. Only its holder knows the token itself. A refresh
 * token is replaced with each use, and the reuse of a used one ends its whole family.
 *
 * @param token the hash of the token
 * @param expires the first instant at which the token is no longer valid
 * @param used whether it was exchanged already; never a bearer token
 */
public record TokenGrant(
    SecretHash token, Kind kind, TokenFamily family, Instant expires, boolean used) {
  /** The kind of a token. */
  public enum Kind {
    /** Lets a program make calls. */
    BEARER,
    /** Is exchanged for new tokens. */
    REFRESH
  }

  /** What follows when a refresh token is offered in exchange for new ones. */
  public enum Exchange {
    /** New tokens are issued, and this one is used from then on. */
    ALLOWED,
    /** The token is too old. */
    EXPIRED,
    /** The token was used before: somebody has a copy, so that its family ends. */
    REUSED
  }

  /** Whether the token is still valid. */
  public boolean isGoodAt(Instant now) {
    return !used && now.isBefore(expires);
  }

  /** What follows when the token is offered now. */
  public Exchange exchangeAt(Instant now) {
    if (used) {
      return Exchange.REUSED;
    }
    return isGoodAt(now) ? Exchange.ALLOWED : Exchange.EXPIRED;
  }
}
