package org.pinacotheca.application.accounts;

import java.util.Optional;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.accounts.Tokens;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/** The tokens and sessions that the operator issues and revokes. Thread-safe. */
public final class GalleryTokenAdmin implements TokenAdmin {
  private final UnitOfWork work;
  private final TokenIssuer issuer;
  private final SessionIssuer sessionIssuer;
  private final TokenCache tokenCache;

  public GalleryTokenAdmin(
      UnitOfWork work, TokenIssuer issuer, Secrets secrets, TokenCache tokenCache) {
    this.work = work;
    this.issuer = issuer;
    this.sessionIssuer = new SessionIssuer(secrets);
    this.tokenCache = tokenCache;
  }

  @Override
  public Registration<Tokens.TokenPair> issueToken(IssueToken command) {
    return work.transact(tx -> {
      Optional<String> missing = missing(tx, command.user(), command.application());
      if (missing.isPresent()) {
        return new Registration.Unknown<>(missing.get());
      }
      Tokens.TokenPair tokens =
          issuer.begin(
              tx, command.user(), command.application(), command.scopes(), command.lifetime());
      String target = "application " + command.application().value();
      tx.audit()
          .append(
              AuditEntry.ofOperator(
                  tx.now(), Optional.of(command.user()), AuditAction.TOKEN_ISSUED, target));
      return new Registration.Registered<>(tokens);
    });
  }

  @Override
  public Registration<OpenedSession> openSession(OpenSession command) {
    return work.transact(tx -> {
      Optional<String> missing = missing(tx, command.user(), command.application());
      if (missing.isPresent()) {
        return new Registration.Unknown<>(missing.get());
      }
      return openSession(tx, command);
    });
  }

  private Registration<OpenedSession> openSession(Transaction tx, OpenSession command) {
    ClientApplication application = tx.applications().find(command.application()).orElseThrow();
    SessionKey key = command.session().orElseGet(() -> sessionIssuer.newKey(command.user()));
    Optional<RpcSession> known = tx.sessions().find(key.hash());
    if (known.isPresent() && !known.get().isOnAt(tx.now())) {
      tx.sessions().remove(key.hash());
    } else if (known.isPresent()) {
      boolean same =
          known.get().user().equals(command.user())
              && known.get().application().equals(command.application())
              && (command.secret().isEmpty() || command.secret().equals(known.get().secret()));
      return same
          ? new Registration.Registered<>(
              new OpenedSession(key, known.get().secret(), command.user(), known.get().expires()))
          : new Registration.Conflict<>("The session key belongs to another session.");
    }
    OpenedSession opened =
        sessionIssuer.open(
            tx, application, command.user(), key, command.secret(), command.lifetime());
    String target = "application " + command.application().value();
    tx.audit()
        .append(
            AuditEntry.ofOperator(
                tx.now(), Optional.of(command.user()), AuditAction.SESSION_OPENED, target));
    return new Registration.Registered<>(opened);
  }

  @Override
  public void revokeToken(String token) {
    SecretHash hash = SecretHash.of(token);
    try {
      work.<Boolean>transactInReserve(tx -> revoke(tx, hash));
    } finally {
      // Also after a failure: the commit may have succeeded without a confirmation.
      tokenCache.forget();
    }
  }

  private static boolean revoke(Transaction tx, SecretHash hash) {
    Optional<TokenFamily> family =
        tx.tokens()
            .find(TokenGrant.Kind.BEARER, hash)
            .or(() -> tx.tokens().find(TokenGrant.Kind.REFRESH, hash))
            .map(TokenGrant::family);
    Optional<UserId> user = family.map(TokenFamily::user);
    // Locked first, so that no concurrent refresh adds to the family a token that is not seen
    // here.
    if (family.isPresent() && tx.members().lockGallery(family.get().user())) {
      tx.tokens().removeFamily(family.get().id());
      tx.audit().append(AuditEntry.ofOperator(tx.now(), user, AuditAction.TOKEN_REVOKED, ""));
    }
    return family.isPresent();
  }

  @Override
  public void revokeSession(SessionKey session) {
    work.transactInReserve(tx -> {
      Optional<RpcSession> known = tx.sessions().find(session.hash());
      if (known.isPresent()) {
        tx.sessions().remove(known.get().key());
        Optional<UserId> user = known.map(RpcSession::user);
        tx.audit().append(AuditEntry.ofOperator(tx.now(), user, AuditAction.SESSION_REVOKED, ""));
      }
      return known.isPresent();
    });
  }

  private static Optional<String> missing(Transaction tx, UserId user, ApiKey application) {
    // Locked, so that no token or session is issued during the member's erasure.
    if (!tx.members().lockGallery(user)) {
      return Optional.of("There is no member " + user.value() + ".");
    }
    return tx.applications().find(application).isEmpty()
        ? Optional.of("There is no application '" + application.value() + "'.")
        : Optional.empty();
  }
}
