package org.pinacotheca.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.spi.ApplicationStore;
import org.pinacotheca.application.spi.LoginStore;
import org.pinacotheca.application.spi.SessionStore;
import org.pinacotheca.application.spi.TokenStore;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.CallId;
import org.pinacotheca.domain.client.ClientApplication;
import org.pinacotheca.domain.client.Login;
import org.pinacotheca.domain.client.RefreshGrant;
import org.pinacotheca.domain.client.RpcSession;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.client.TokenGrant;
import org.pinacotheca.domain.member.UserId;

/** Applications, tokens, sessions and logins in memory. */
final class MemoryClients {
  private MemoryClients() {}

  record Applications(MemoryTables tables) implements ApplicationStore {
    @Override
    public Optional<ClientApplication> find(ApiKey key) {
      return tables.applications.find(key.value());
    }

    @Override
    public void add(ClientApplication application) {
      tables.applications.add(application.key().value(), application);
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
                  true)));
      return unused.isPresent();
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
