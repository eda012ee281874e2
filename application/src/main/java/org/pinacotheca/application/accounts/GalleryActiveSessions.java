package org.pinacotheca.application.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.api.accounts.ActiveSessions;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.accounts.MemberSession;
import org.pinacotheca.application.api.accounts.SessionNotFound;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.application.spi.accounts.TokenStore.ActiveFamily;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SessionId;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.UserId;

/**
 * A member's own sessions. A session's id is derived from its storage key and a secret key, so that
 * nobody can test guessed session keys against an id. Thread-safe.
 */
public final class GalleryActiveSessions implements ActiveSessions {
  private static final Comparator<MemberSession> YOUNGEST_FIRST =
      Comparator.comparing((MemberSession session) -> session.usage().since().orElse(Instant.MIN))
          .reversed()
          .thenComparing(session -> session.id().value());

  private final UnitOfWork work;
  private final Secrets secrets;
  private final TokenCache tokenCache;

  public GalleryActiveSessions(UnitOfWork work, Secrets secrets, TokenCache tokenCache) {
    this.work = work;
    this.secrets = secrets;
    this.tokenCache = tokenCache;
  }

  @Override
  public Page<MemberSession> list(Caller caller, GetSessions query) {
    return work.read(tx -> page(sessions(tx, caller.actor(), query.bearerToken()), query.page()));
  }

  private List<MemberSession> sessions(
      Transaction tx, UserId member, Optional<String> bearerToken) {
    Optional<SecretHash> current =
        bearerToken
            .map(SecretHash::of)
            .flatMap(token -> tx.tokens().find(TokenGrant.Kind.BEARER, token))
            .map(grant -> grant.family().id());
    Map<ApiKey, ClientApplication> applications = new HashMap<>();
    Function<ApiKey, ClientApplication> application =
        key -> applications.computeIfAbsent(key, any -> tx.applications().find(any).orElseThrow());
    List<MemberSession> sessions = new ArrayList<>();
    for (RpcSession session : rpcSessions(tx, member)) {
      sessions.add(
          new MemberSession(
              id(MemberSession.Kind.RPC, session.key()),
              MemberSession.Kind.RPC,
              application.apply(session.application()),
              GalleryRpcSessions.SESSION_SCOPES,
              session.usage(),
              session.expires(),
              false));
    }
    for (ActiveFamily active : families(tx, member)) {
      TokenFamily family = active.family();
      sessions.add(
          new MemberSession(
              id(MemberSession.Kind.REST, family.id()),
              MemberSession.Kind.REST,
              application.apply(family.application()),
              family.scopes(),
              family.usage(),
              Optional.of(active.expires()),
              current.filter(family.id()::equals).isPresent()));
    }
    sessions.sort(YOUNGEST_FIRST);
    return sessions;
  }

  private static Page<MemberSession> page(List<MemberSession> sessions, PageRequest page) {
    List<MemberSession> items = sessions.stream().skip(page.offset()).limit(page.size()).toList();
    return new Page<>(items, page, sessions.size());
  }

  @Override
  public EndSession.Outcome end(Caller caller, EndSession command) {
    Caller self = Caller.of(caller.actor(), caller.application(), caller.scopes());
    // Locked first, so that no concurrent refresh adds to a family a token that is not seen here.
    EndSession.Outcome outcome =
        work.transactInReserve(tx ->
            Authorization.owned(
                tx, self, denied -> denied, () -> end(tx, self, command.session())));
    if (outcome instanceof EndSession.Ended) {
      tokenCache.forget();
    }
    return outcome;
  }

  private EndSession.Outcome end(Transaction tx, Caller self, SessionId wanted) {
    for (RpcSession session : rpcSessions(tx, self.actor())) {
      if (id(MemberSession.Kind.RPC, session.key()).equals(wanted)) {
        tx.sessions().remove(session.key());
        Authorization.record(tx, self, AuditAction.SESSION_REVOKED, target(session.application()));
        return new EndSession.Ended();
      }
    }
    for (ActiveFamily active : families(tx, self.actor())) {
      TokenFamily family = active.family();
      if (id(MemberSession.Kind.REST, family.id()).equals(wanted)) {
        tx.tokens().removeFamily(family.id());
        Authorization.record(tx, self, AuditAction.TOKEN_REVOKED, target(family.application()));
        return new EndSession.Ended();
      }
    }
    return new SessionNotFound();
  }

  private static List<RpcSession> rpcSessions(Transaction tx, UserId member) {
    return tx.sessions().sessionsOf(member, tx.now(), GetSessions.SESSIONS_MAX);
  }

  private static List<ActiveFamily> families(Transaction tx, UserId member) {
    return tx.tokens().familiesOf(member, tx.now(), GetSessions.SESSIONS_MAX);
  }

  private SessionId id(MemberSession.Kind kind, SecretHash keptUnder) {
    byte[] message = (kind + " " + keptUnder.value()).getBytes(StandardCharsets.UTF_8);
    byte[] hash = secrets.keyedHash(Secrets.Purpose.SESSION_ID, message);
    return new SessionId(HexFormat.of().formatHex(Arrays.copyOf(hash, SessionId.DIGITS / 2)));
  }

  private static String target(ApiKey application) {
    return "application " + application.value();
  }
}
