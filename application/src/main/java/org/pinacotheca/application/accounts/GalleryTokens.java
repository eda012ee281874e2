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
import org.pinacotheca.domain.identity.RefreshGrant;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/** Identifies and refreshes bearer tokens. Thread-safe. */
public final class GalleryTokens implements Tokens {
  private final UnitOfWork work;
  private final TokenIssuer mint;
  private final TokenCache known;

  public GalleryTokens(UnitOfWork work, TokenIssuer mint, TokenCache known) {
    this.work = work;
    this.mint = mint;
    this.known = known;
  }

  @Override
  public Optional<Caller> identify(String bearerToken) {
    SecretHash hash = SecretHash.of(bearerToken);
    Instant now = work.now();
    return known
        .find(hash, now, () -> lookUp(hash, now))
        .filter(grant -> grant.isGoodAt(now))
        .map(grant -> Caller.of(grant.user(), grant.application(), grant.scopes()));
  }

  private Optional<TokenGrant> lookUp(SecretHash token, Instant now) {
    Optional<TokenGrant> found =
        work.read(tx ->
            tx.tokens()
                .find(token)
                .filter(grant -> tx.members().findActive(grant.user()).isPresent()));
    found
        .filter(grant -> grant.isGoodAt(now) && grant.usage().isToBeNotedAt(now))
        .ifPresent(grant ->
            work.<Boolean>transactInReserve(tx -> {
              tx.tokens().noteUse(grant.family(), tx.now());
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
            .find(SecretHash.of(bearerToken))
            .filter(grant -> grant.isGoodAt(tx.now()))
            .flatMap(grant -> tx.members().find(grant.user()))
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
        Optional.of(command.clientId())
            .filter(ApiKey::isWellFormed)
            .flatMap(key -> tx.applications().find(new ApiKey(key)))
            .filter(known -> isSecret(known, command.clientSecret()));
    if (application.isEmpty()) {
      return new Refreshed.ClientUnknown();
    }
    Optional<RefreshGrant> grant =
        tx.tokens()
            .findRefresh(SecretHash.of(command.refreshToken()))
            .filter(found -> found.application().equals(application.get().key()));
    if (grant.isEmpty()) {
      return new Refreshed.RefreshTokenExpired();
    }
    // Locked first, so that no token is issued during the member's erasure.
    if (!tx.members().lockGallery(grant.get().user())
        || tx.members().findActive(grant.get().user()).isEmpty()) {
      return new Refreshed.RefreshTokenExpired();
    }
    if (!grant.get().used() && !grant.get().isGoodAt(tx.now())) {
      return new Refreshed.RefreshTokenExpired();
    }
    // Two concurrent requests may both have read an unused token; only one of them uses it.
    if (!tx.tokens().useRefresh(grant.get().token())) {
      tx.tokens().removeFamily(grant.get().family());
      return new Refreshed.RefreshTokenExpired();
    }
    Caller caller = Caller.of(grant.get().user(), grant.get().application(), grant.get().scopes());
    Authorization.record(tx, caller, AuditAction.TOKEN_REFRESHED, "");
    return new Refreshed.Issued(
        mint.issue(
            tx,
            grant.get().user(),
            grant.get().application(),
            grant.get().scopes(),
            mint.lifetimeDefault(),
            grant));
  }

  private static boolean isSecret(ClientApplication application, String offered) {
    return MessageDigest.isEqual(
        application.secret().value().getBytes(StandardCharsets.UTF_8),
        offered.getBytes(StandardCharsets.UTF_8));
  }
}
