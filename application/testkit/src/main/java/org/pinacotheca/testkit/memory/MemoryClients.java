package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.ApplicationStore;
import org.pinacotheca.application.spi.LoginStore;
import org.pinacotheca.application.spi.SessionStore;
import org.pinacotheca.application.spi.TokenStore;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Grant;
import org.pinacotheca.domain.identity.Login;
import org.pinacotheca.domain.identity.RefreshGrant;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;

/** Applications, tokens, sessions and logins in memory. */
final class MemoryClients {
  private MemoryClients() {}

  private static <T> Comparator<T> youngestFirst(
      Function<T, Usage> usage, Function<T, SecretHash> key) {
    return Comparator.comparing((T one) -> usage.apply(one).since().orElse(Instant.MIN))
        .reversed()
        .thenComparing(one -> key.apply(one).value());
  }

  /** An earlier use never replaces a later one. */
  private static Usage noted(Usage before, Instant instant) {
    return before.lastUsed().filter(instant::isBefore).isPresent()
        ? before
        : before.usedAt(instant);
  }

  record Applications(MemoryTables tables) implements ApplicationStore {
    @Override
    public Optional<ClientApplication> find(ApiKey key) {
      return tables.applications.find(key.value());
    }

    @Override
    public void add(ClientApplication application) {
      tables.applications.add(application.key().value(), application);
    }

    @Override
    public Page<ClientApplication> search(String part, PageRequest page) {
      return MemoryRecords.page(
          tables
              .applications
              .all()
              .filter(application -> MemoryRecords.contains(application.name(), part))
              .toList(),
          page);
    }
  }

  record Tokens(MemoryTables tables) implements TokenStore {
    @Override
    public Optional<TokenGrant> find(SecretHash token) {
      return tables.tokens.find(token.value());
    }

    @Override
    public void add(TokenGrant grant) {
      tables.tokens.add(grant.token().value(), grant);
    }

    @Override
    public Optional<RefreshGrant> findRefresh(SecretHash token) {
      return tables.refreshTokens.find(token.value());
    }

    @Override
    public void addRefresh(RefreshGrant grant) {
      tables.refreshTokens.add(grant.token().value(), grant);
    }

    @Override
    public boolean useRefresh(SecretHash token) {
      tables.refreshTokens.requireWritable();
      Optional<RefreshGrant> unused = findRefresh(token).filter(grant -> !grant.used());
      unused.ifPresent(grant ->
          tables.refreshTokens.replace(
              token.value(),
              new RefreshGrant(
                  grant.token(),
                  grant.family(),
                  grant.user(),
                  grant.application(),
                  grant.scopes(),
                  grant.expires(),
                  true,
                  grant.usage())));
      return unused.isPresent();
    }

    @Override
    public List<TokenFamily> familiesOf(UserId member, Instant instant, int limit) {
      return Stream.<Grant>concat(tables.tokens.all(), tables.refreshTokens.all())
          .filter(grant -> grant.user().equals(member) && grant.isGoodAt(instant))
          .map(Grant::alone)
          .collect(Collectors.toMap(TokenFamily::family, found -> found, Tokens::joined))
          .values()
          .stream()
          .sorted(youngestFirst(TokenFamily::usage, TokenFamily::family))
          .limit(limit)
          .toList();
    }

    private static TokenFamily joined(TokenFamily one, TokenFamily other) {
      Optional<Instant> lastUsed =
          Stream.concat(one.usage().lastUsed().stream(), other.usage().lastUsed().stream())
              .max(Comparator.naturalOrder());
      return new TokenFamily(
          one.family(),
          one.user(),
          one.application(),
          one.scopes(),
          new Usage(one.usage().since().or(other.usage()::since), lastUsed),
          one.expires().isAfter(other.expires()) ? one.expires() : other.expires());
    }

    @Override
    public void noteUse(SecretHash family, Instant instant) {
      List<TokenGrant> bearers =
          tables.tokens.all().filter(grant -> grant.family().equals(family)).toList();
      for (TokenGrant grant : bearers) {
        tables.tokens.replace(
            grant.token().value(),
            new TokenGrant(
                grant.token(),
                grant.family(),
                grant.user(),
                grant.application(),
                grant.scopes(),
                grant.expires(),
                noted(grant.usage(), instant)));
      }
      List<RefreshGrant> refreshers =
          tables.refreshTokens.all().filter(grant -> grant.family().equals(family)).toList();
      for (RefreshGrant grant : refreshers) {
        tables.refreshTokens.replace(
            grant.token().value(),
            new RefreshGrant(
                grant.token(),
                grant.family(),
                grant.user(),
                grant.application(),
                grant.scopes(),
                grant.expires(),
                grant.used(),
                noted(grant.usage(), instant)));
      }
    }

    @Override
    public void removeFamily(SecretHash family) {
      List<String> bearers =
          tables
              .tokens
              .all()
              .filter(g -> g.family().equals(family))
              .map(g -> g.token().value())
              .toList();
      List<String> refreshers =
          tables
              .refreshTokens
              .all()
              .filter(g -> g.family().equals(family))
              .map(g -> g.token().value())
              .toList();
      tables.tokens.removeAll(bearers);
      tables.refreshTokens.removeAll(refreshers);
    }

    @Override
    public void removeExpiredBefore(Instant instant, int limit) {
      List<String> bearers =
          tables
              .tokens
              .all()
              .filter(grant -> grant.expires().isBefore(instant))
              .limit(limit)
              .map(grant -> grant.token().value())
              .toList();
      List<String> refreshers =
          tables
              .refreshTokens
              .all()
              .filter(grant -> grant.expires().isBefore(instant))
              .limit(limit)
              .map(grant -> grant.token().value())
              .toList();
      tables.tokens.removeAll(bearers);
      tables.refreshTokens.removeAll(refreshers);
    }
  }

  record Sessions(MemoryTables tables) implements SessionStore {
    @Override
    public Optional<RpcSession> find(SecretHash key) {
      return tables.sessions.find(key.value());
    }

    @Override
    public void add(RpcSession session) {
      tables.sessions.add(session.key().value(), session);
    }

    @Override
    public boolean advance(SecretHash key, CallId callId) {
      tables.lastCalls.requireWritable();
      boolean isInOrder =
          tables.lastCalls.find(key.value()).map(last -> callId.compareTo(last) > 0).orElse(true);
      if (!isInOrder || !tables.sessions.has(key.value())) {
        return false;
      }
      tables.lastCalls.put(key.value(), callId);
      return true;
    }

    @Override
    public List<RpcSession> sessionsOf(UserId member, Instant instant, int limit) {
      return tables
          .sessions
          .all()
          .filter(session -> session.user().equals(member) && session.isOnAt(instant))
          .sorted(youngestFirst(RpcSession::usage, RpcSession::key))
          .limit(limit)
          .toList();
    }

    @Override
    public void noteUse(SecretHash key, Instant instant) {
      tables.sessions.requireWritable();
      find(key)
          .ifPresent(session ->
              tables.sessions.replace(
                  key.value(),
                  new RpcSession(
                      key,
                      session.user(),
                      session.application(),
                      session.secret(),
                      session.expires(),
                      noted(session.usage(), instant))));
    }

    @Override
    public void remove(SecretHash key) {
      tables.sessions.removeAll(List.of(key.value()));
      tables.lastCalls.removeAll(List.of(key.value()));
    }

    @Override
    public void removeExpiredBefore(Instant instant, int limit) {
      List<String> over =
          tables
              .sessions
              .all()
              .filter(session -> session.expires().map(end -> end.isBefore(instant)).orElse(false))
              .limit(limit)
              .map(session -> session.key().value())
              .toList();
      tables.sessions.removeAll(over);
      tables.lastCalls.removeAll(over);
    }
  }

  record Logins(MemoryTables tables) implements LoginStore {
    @Override
    public Optional<Login> find(SecretHash token) {
      return tables.logins.find(token.value());
    }

    @Override
    public void add(Login login) {
      tables.logins.add(login.token().value(), login);
    }

    @Override
    public boolean approve(SecretHash token, UserId member) {
      tables.logins.requireWritable();
      Optional<Login> undecided = find(token).filter(login -> login.isUpTo(member));
      undecided.ifPresent(login ->
          tables.logins.replace(
              token.value(),
              new Login(
                  login.token(),
                  login.application(),
                  login.community(),
                  login.sessionLifetime(),
                  login.expires(),
                  Optional.of(member))));
      return undecided.isPresent();
    }

    @Override
    public boolean remove(SecretHash token) {
      boolean isThere = tables.logins.has(token.value());
      tables.logins.removeAll(List.of(token.value()));
      return isThere;
    }

    @Override
    public int countOpen(ApiKey application, Instant instant) {
      return (int)
          tables
              .logins
              .all()
              .filter(login -> login.application().equals(application))
              .filter(login -> login.isOpenAt(instant))
              .filter(login -> !login.expires().isAfter(instant.plus(Login.LIFETIME)))
              .count();
    }

    @Override
    public void removeExpiredBefore(Instant instant, int limit) {
      List<String> over =
          tables
              .logins
              .all()
              .filter(login -> login.expires().isBefore(instant))
              .limit(limit)
              .map(login -> login.token().value())
              .toList();
      tables.logins.removeAll(over);
    }
  }
}
