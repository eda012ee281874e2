package org.pinacotheca.application.accounts;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.RefreshGrant;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;
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
   * Creates a pair of tokens and stores their hashes.
   *
   * @param replaced the refresh token that is exchanged for them; empty starts a new family
   */
  Tokens.TokenPair issue(
      Transaction tx,
      UserId user,
      ApiKey application,
      Set<Scope> scopes,
      Duration lifetime,
      Optional<RefreshGrant> replaced) {
    String access = secrets.randomHex(TOKEN_DIGITS);
    String refresh = secrets.randomHex(TOKEN_DIGITS);
    SecretHash refreshHash = SecretHash.of(refresh);
    SecretHash ofFamily = replaced.map(RefreshGrant::family).orElse(refreshHash);
    Usage usage =
        replaced
            .map(grant -> grant.usage().usedAt(tx.now()))
            .orElseGet(() -> Usage.begunAt(tx.now()));
    tx.tokens()
        .add(
            new TokenGrant(
                SecretHash.of(access),
                ofFamily,
                user,
                application,
                scopes,
                tx.now().plus(lifetime),
                usage));
    tx.tokens()
        .addRefresh(
            new RefreshGrant(
                refreshHash,
                ofFamily,
                user,
                application,
                scopes,
                tx.now().plus(settings.refreshTokenLifetime()),
                false,
                usage));
    return new Tokens.TokenPair(access, refresh, lifetime);
  }

  Duration lifetimeDefault() {
    return settings.accessTokenLifetime();
  }
}
