package org.pinacotheca.domain.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A member's login through an application of the signed RPC. It ends when it expires, if ever, or
 * when it is revoked.
 *
 * @param key the hash of the session's key
 * @param secret signs the calls of a desktop application's session
 * @param expires the first instant at which the session is over; empty means never
 */
public record RpcSession(
    SecretHash key,
    UserId user,
    ApiKey application,
    Optional<SharedSecret> secret,
    Optional<Instant> expires,
    Usage usage) {

  /** Whether the session is still active. */
  public boolean isOnAt(Instant now) {
    return expires.isEmpty() || now.isBefore(expires.get());
  }
}
