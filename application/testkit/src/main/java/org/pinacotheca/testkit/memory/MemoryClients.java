package org.pinacotheca.testkit.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinacotheca.application.spi.accounts.ApplicationStore;
import org.pinacotheca.application.spi.accounts.AuthorizationCodeStore;
import org.pinacotheca.application.spi.accounts.CredentialStore;
import org.pinacotheca.application.spi.accounts.LoginStore;
import org.pinacotheca.application.spi.accounts.SessionStore;
import org.pinacotheca.application.spi.accounts.TokenStore;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.authorization.AuthorizationCode;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.PasswordHash;

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
    public Optional<TokenGrant> find(TokenGrant.Kind kind, SecretHash token) {
      return tables.tokens.find(row(kind, token));
    }

    @Override
    public void add(TokenGrant grant) {
      tables.tokens.add(row(grant.kind(), grant.token()), grant);
    }

    private static String row(TokenGrant.Kind kind, SecretHash token) {
      return kind + " " + token.value();
    }

    @Override
    public boolean useRefresh(SecretHash token) {
      tables.tokens.requireWritable();
      Optional<TokenGrant> unused =
          find(TokenGrant.Kind.REFRESH, token).filter(grant -> !grant.used());
      unused.ifPresent(grant ->
          replace(new TokenGrant(token, grant.kind(), grant.family(), grant.expires(), true)));
      return unused.isPresent();
    }

    private void replace(TokenGrant grant) {
      tables.tokens.replace(row(grant.kind(), grant.token()), grant);
    }

    @Override
    public List<ActiveFamily> familiesOf(UserId member, Instant instant, int limit) {
      return tables
          .tokens
          .all()
          .filter(grant -> grant.family().user().equals(member) && grant.isGoodAt(instant))
          .map(grant -> new ActiveFamily(grant.family(), grant.expires()))
          .collect(Collectors.toMap(found -> found.family().id(), found -> found, Tokens::joined))
          .values()
          .stream()
          .sorted(youngestFirst(found -> found.family().usage(), found -> found.family().id()))
          .limit(limit)
          .toList();
    }

    private static ActiveFamily joined(ActiveFamily one, ActiveFamily other) {
      Usage first = one.family().usage();
      Usage second = other.family().usage();
      Optional<Instant> lastUsed =
          Stream.concat(first.lastUsed().stream(), second.lastUsed().stream())
              .max(Comparator.naturalOrder());
      return new ActiveFamily(
          one.family().with(new Usage(first.since().or(second::since), lastUsed)),
          one.expires().isAfter(other.expires()) ? one.expires() : other.expires());
    }

    @Override
    public void noteUse(SecretHash family, Instant instant) {
      for (TokenGrant grant : tokensOf(family)) {
        replace(
            new TokenGrant(
                grant.token(),
                grant.kind(),
                grant.family().with(noted(grant.family().usage(), instant)),
                grant.expires(),
                grant.used()));
      }
    }

    private List<TokenGrant> tokensOf(SecretHash family) {
      return tables.tokens.all().filter(grant -> grant.family().id().equals(family)).toList();
    }

    @Override
    public void removeFamily(SecretHash family) {
      tables.tokens.removeIf(grant -> grant.family().id().equals(family));
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
      tables.lastCalls.removeAll(List.of(session.key().value()));
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
    }
  }

  record PendingLogins(MemoryTables tables) implements LoginStore {
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
  }

  record Codes(MemoryTables tables) implements AuthorizationCodeStore {
    @Override
    public Optional<AuthorizationCode> find(SecretHash code) {
      return tables.authorizationCodes.find(code.value());
    }

    @Override
    public void add(AuthorizationCode code) {
      tables.authorizationCodes.add(code.code().value(), code);
    }

    @Override
    public void replaceFamily(AuthorizationCode code) {
      tables.authorizationCodes.replace(code.code().value(), code);
    }
  }

  record Credentials(MemoryTables tables) implements CredentialStore {
    @Override
    public Optional<PasswordHash> password(UserId member) {
      return tables.passwords.find(member);
    }

    @Override
    public List<UserId> named(String nickname, int limit) {
      return tables
          .members
          .all()
          .filter(member -> member.nickname().value().equals(nickname))
          .map(Member::id)
          .filter(tables.passwords::has)
          .limit(limit)
          .toList();
    }

    @Override
    public void putPassword(UserId member, PasswordHash password) {
      tables.passwords.put(member, password);
    }

    @Override
    public Optional<Invitation> invitation(SecretHash token) {
      return tables.invitations.all().filter(found -> found.token().equals(token)).findFirst();
    }

    @Override
    public void addInvitation(Invitation invitation) {
      if (invitation(invitation.token()).isPresent()) {
        throw new IllegalStateException("there is such an invitation already");
      }
      tables.invitations.add(invitation.member(), invitation);
    }

    @Override
    public void removeInvitation(UserId member) {
      tables.invitations.removeAll(List.of(member));
    }

    @Override
    public void addWrongPassword(UserId member, String origin, WrongPinAttempt attempt) {
      tables.wrongPasswords.requireWritable();
      tables.wrongPasswords.add(
          tables.counters.wrongPins.incrementAndGet(), new WrongPassword(member, origin, attempt));
    }

    @Override
    public List<WrongPinAttempt> wrongPasswords(
        UserId member, String origin, Instant end, int limit) {
      return newestFirst(
              wrong -> wrong.member().equals(member) && wrong.origin().equals(origin), end)
          .limit(limit)
          .toList();
    }

    @Override
    public Optional<Instant> wrongPassword(UserId member, Instant end, int nth) {
      return newestFirst(wrong -> wrong.member().equals(member), end)
          .skip(nth - 1L)
          .map(WrongPinAttempt::at)
          .findFirst();
    }

    private Stream<WrongPinAttempt> newestFirst(Predicate<WrongPassword> wanted, Instant end) {
      return newestFirst(
          tables.wrongPasswords.all().filter(wanted).map(WrongPassword::attempt), end);
    }

    /** Newest first; at equal times the one that was added last comes first. */
    static Stream<WrongPinAttempt> newestFirst(Stream<WrongPinAttempt> attempts, Instant end) {
      return attempts
          .filter(attempt -> attempt.at().isBefore(end))
          .sorted(Comparator.comparing(WrongPinAttempt::at))
          .toList()
          .reversed()
          .stream();
    }

    /** A wrong password that was counted. */
    record WrongPassword(UserId member, String origin, WrongPinAttempt attempt) {}
  }
}
