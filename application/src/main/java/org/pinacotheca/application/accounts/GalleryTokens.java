package org.pinacotheca.application.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/** Identifies and refreshes bearer tokens. Thread-safe. */
public final class GalleryTokens implements Tokens {
  private final UnitOfWork work;
  private final TokenIssuer issuer;
  private final TokenCache known;

  public GalleryTokens(UnitOfWork work, TokenIssuer issuer, TokenCache known) {
    this.work = work;
    this.issuer = issuer;
    this.known = known;
  }

  @Override
  public Optional<Caller> identify(String bearerToken) {
    SecretHash hash = SecretHash.of(bearerToken);
    Instant now = work.now();
    return known
        .find(hash, work.nanoTime(), () -> lookUp(hash, now))
        .filter(grant -> grant.isGoodAt(now))
        .map(grant -> grant.family().caller());
  }

  private Optional<TokenGrant> lookUp(SecretHash token, Instant now) {
    Optional<TokenGrant> found =
        work.read(tx ->
            tx.tokens()
                .find(TokenGrant.Kind.BEARER, token)
                .filter(grant -> tx.members().findActive(grant.family().user()).isPresent()));
    found
        .filter(grant -> grant.isGoodAt(now) && grant.family().usage().isToBeNotedAt(now))
        .ifPresent(grant ->
            work.<Boolean>transactInReserve(tx -> {
              tx.tokens().noteUse(grant.family().id(), tx.now());
              return true;
            }));
    return found;
  }

  @Override
  public Optional<Caller> recognise(UserId user, ApiKey application, Set<Scope> scopes) {
    boolean areKnown =
        work.<Boolean>read(tx ->
            tx.members().findActive(user).isPresent()
                && tx.applications().find(application).isPresent());
    return areKnown ? Optional.of(Caller.of(user, application, scopes)) : Optional.empty();
  }

  @Override
  public boolean isOfSuspended(String bearerToken) {
    return work.read(tx ->
        tx.tokens()
            .find(TokenGrant.Kind.BEARER, SecretHash.of(bearerToken))
            .filter(grant -> grant.isGoodAt(tx.now()))
            .flatMap(grant -> tx.members().find(grant.family().user()))
            .filter(Member::suspended)
            .isPresent());
  }

  @Override
  public Refreshed refresh(RefreshTokens command) {
    Refreshed refreshed = work.transactInReserve(tx -> refresh(tx, command));
    if (refreshed instanceof Refreshed.RefreshTokenExpired) {
      known.forget();
    }
    return refreshed;
  }

  private Refreshed refresh(Transaction tx, RefreshTokens command) {
    Optional<ClientApplication> application =
        client(tx, command.clientId(), command.clientSecret());
    if (application.isEmpty()) {
      return new Refreshed.ClientUnknown();
    }
    Optional<TokenGrant> found =
        tx.tokens()
            .find(TokenGrant.Kind.REFRESH, SecretHash.of(command.refreshToken()))
            .filter(grant -> grant.family().application().equals(application.get().key()));
    if (found.isEmpty()) {
      return new Refreshed.RefreshTokenExpired();
    }
    TokenGrant grant = found.get();
    TokenFamily family = grant.family();
    TokenGrant.Exchange exchange = grant.exchangeAt(tx.now());
    // Locked first, so that no token is issued during the member's erasure.
    if (!tx.members().lockGallery(family.user())
        || tx.members().findActive(family.user()).isEmpty()
        || exchange == TokenGrant.Exchange.EXPIRED) {
      return new Refreshed.RefreshTokenExpired();
    }
    // Two concurrent requests may both have read an unused token; only one of them uses it.
    if (exchange == TokenGrant.Exchange.REUSED || !tx.tokens().useRefresh(grant.token())) {
      tx.tokens().removeFamily(family.id());
      return new Refreshed.RefreshTokenExpired();
    }
    Authorization.record(tx, family.caller(), AuditAction.TOKEN_REFRESHED, "");
    return new Refreshed.Issued(issuer.renew(tx, family));
  }

  /** The application with this key, if the secret is its own, or it is a public one. */
  static Optional<ClientApplication> client(Transaction tx, String key, String secret) {
    return application(tx, key)
        .filter(known -> known.oauth().isPublic() || isSecret(known, secret));
  }

  /** The application with this key, which may be any text. */
  static Optional<ClientApplication> application(Transaction tx, String key) {
    return Optional.of(key)
        .filter(ApiKey::isWellFormed)
        .flatMap(known -> tx.applications().find(new ApiKey(known)));
  }

  private static boolean isSecret(ClientApplication application, String offered) {
    return MessageDigest.isEqual(
        application.secret().value().getBytes(StandardCharsets.UTF_8),
        offered.getBytes(StandardCharsets.UTF_8));
  }
}
