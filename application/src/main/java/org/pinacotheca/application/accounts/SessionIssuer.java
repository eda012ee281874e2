package org.pinacotheca.application.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;

/** Creates sessions of the signed RPC, their keys and secrets. Thread-safe. */
final class SessionIssuer {
  private static final int KEY_DIGITS = 24;
  private static final int SECRET_DIGITS = 32;

  private final Secrets secrets;

  SessionIssuer(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Returns a new key, which ends in its member's number. */
  SessionKey newKey(UserId user) {
    return new SessionKey(secrets.randomHex(KEY_DIGITS) + "-" + user.value());
  }

  /**
   * Opens a session under an unused key.
   *
   * @param secret empty means that one is generated for a desktop application
   * @param lifetime empty means that it never expires
   */
  OpenedSession open(
      Transaction tx,
      ClientApplication application,
      UserId user,
      SessionKey key,
      Optional<SharedSecret> secret,
      Optional<Duration> lifetime) {
    Optional<SharedSecret> own =
        secret.or(() ->
            application.desktop()
                ? Optional.of(new SharedSecret(secrets.randomHex(SECRET_DIGITS)))
                : Optional.empty());
    Optional<Instant> expires = lifetime.map(duration -> tx.now().plus(duration));
    tx.sessions()
        .add(
            new RpcSession(
                key.hash(), user, application.key(), own, expires, Usage.begunAt(tx.now())));
    return new OpenedSession(key, own, user, expires);
  }
}
