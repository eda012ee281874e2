package org.pinacotheca.application.accounts;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;

/** Creates bearer and refresh tokens of 160 random bits each. Thread-safe. */
public final class TokenIssuer {
  private static final int TOKEN_DIGITS = 40;

  private final Secrets secrets;
  private final GallerySettings settings;

  public TokenIssuer(Secrets secrets, GallerySettings settings) {
    this.secrets = secrets;
    this.settings = settings;
  }

  /**
   * Begins a family with a pair of tokens.
   *
   * @param lifetime of the bearer token; empty means the default
   */
  Tokens.TokenPair begin(
      Transaction tx,
      UserId user,
      ApiKey application,
      Set<Scope> scopes,
      Optional<Duration> lifetime) {
    String refresh = secrets.randomHex(TOKEN_DIGITS);
    Usage usage = Usage.begunAt(tx.now());
    TokenFamily family = new TokenFamily(SecretHash.of(refresh), user, application, scopes, usage);
    return issue(tx, family, refresh, lifetime.orElse(settings.accessTokenLifetime()));
  }

  /** Continues a family, of which a refresh token was used, with another pair of tokens. */
  Tokens.TokenPair renew(Transaction tx, TokenFamily family) {
    return issue(
        tx,
        family.with(family.usage().usedAt(tx.now())),
        secrets.randomHex(TOKEN_DIGITS),
        settings.accessTokenLifetime());
  }

  private Tokens.TokenPair issue(
      Transaction tx, TokenFamily family, String refresh, Duration lifetime) {
    String access = secrets.randomHex(TOKEN_DIGITS);
    tx.tokens().add(family.bearer(SecretHash.of(access), tx.now().plus(lifetime)));
    tx.tokens()
        .add(
            family.refresh(SecretHash.of(refresh), tx.now().plus(settings.refreshTokenLifetime())));
    return new Tokens.TokenPair(access, refresh, lifetime);
  }
}
