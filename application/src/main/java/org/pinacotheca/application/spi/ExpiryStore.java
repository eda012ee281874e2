package org.pinacotheca.application.spi;

import java.time.Instant;

/** Removes rows that have expired, so that tables do not grow for ever. */
public interface ExpiryStore {
  /** Removes up to {@code limit} rows whose time was before the instant. */
  void removeBefore(Kind kind, Instant instant, int limit);

  /** The rows that expire, and the time that counts. */
  enum Kind {
    /** Bearer tokens, by when they expire. */
    BEARER_TOKENS,
    /** Refresh tokens, by when they expire. */
    REFRESH_TOKENS,
    /** Sessions of the RPC that end, by when they do. */
    SESSIONS,
    /** Logins, by when they expire. */
    LOGINS,
    /** Windows of rate limits, by when they began. */
    RATE_WINDOWS,
    /** Wrong PINs, by when they were given. */
    WRONG_PINS,
    /** Wrong PINs for share links, by when they were given. */
    WRONG_LINK_PINS,
    /** Authorization codes, by when they expire. */
    AUTHORIZATION_CODES,
    /** Invitations, by when they expire. */
    INVITATIONS,
    /** Wrong passwords, by when they were given. */
    WRONG_PASSWORDS,
    /** Responses stored under idempotency keys, by when they were given. */
    STORED_RESPONSES
  }
}
