package org.pinacotheca.application.accounts;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.accounts.TokenStore.ActiveFamily;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.WebSession;

/**
 * The sessions of browsers: bearer tokens without a refresh token, of an application of the
 * gallery's own with every scope. So members see and end them among their programs. Thread-safe.
 */
final class WebSessions {
  private static final ApiKey PAGES = new ApiKey("pinacotheca-web-pages");
  private static final String NAME = "Web pages of the gallery";
  private static final int SECRET_DIGITS = 32;
  private static final Set<Scope> SCOPES = EnumSet.allOf(Scope.class);

  private final Secrets secrets;

  WebSessions(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Begins a session of the member, whose gallery is locked. */
  WebSession begin(Transaction tx, UserId member) {
    if (tx.applications().find(PAGES).isEmpty()) {
      tx.applications()
          .add(
              new ClientApplication(
                  PAGES,
                  NAME,
                  new SharedSecret(secrets.randomHex(SECRET_DIGITS)),
                  Optional.empty(),
                  true,
                  List.of(),
                  false,
                  Optional.empty()));
    }
    sessionsOf(tx, member).stream()
        .skip(WebSession.OF_MEMBER_MAX - 1L)
        .forEach(oldest -> tx.tokens().removeFamily(oldest.id()));
    WebSession session = new WebSession(secrets.randomHex(WebSession.DIGITS));
    TokenFamily family =
        new TokenFamily(
            SecretHash.of(secrets.randomHex(WebSession.DIGITS)),
            member,
            PAGES,
            SCOPES,
            Usage.begunAt(tx.now()));
    tx.tokens()
        .add(
            family.bearer(
                SecretHash.of(session.bearerToken()), tx.now().plus(WebSession.LIFETIME)));
    record(tx, member, AuditAction.SIGNED_IN);
    return session;
  }

  /** Ends one session; false when there is none. */
  boolean end(Transaction tx, SecretHash token) {
    Optional<TokenFamily> family =
        tx.tokens().find(TokenGrant.Kind.BEARER, token).map(TokenGrant::family);
    family.ifPresent(ended -> {
      tx.tokens().removeFamily(ended.id());
      record(tx, ended.user(), AuditAction.SIGNED_OUT);
    });
    return family.isPresent();
  }

  /** Ends all sessions of the member. */
  void endAll(Transaction tx, UserId member) {
    sessionsOf(tx, member).forEach(family -> tx.tokens().removeFamily(family.id()));
  }

  /** All of them, youngest first: no number of programs may hide one that is to end. */
  private static List<TokenFamily> sessionsOf(Transaction tx, UserId member) {
    return tx.tokens().familiesOf(member, tx.now(), Integer.MAX_VALUE).stream()
        .map(ActiveFamily::family)
        .filter(family -> family.application().equals(PAGES))
        .toList();
  }

  /** Records what a member did on their web pages. */
  static void record(Transaction tx, UserId member, AuditAction action) {
    Authorization.record(tx, Caller.of(member, PAGES, SCOPES), action, "");
  }
}
