package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.ActiveSessions;
import org.pinacotheca.application.api.accounts.EndSession;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.accounts.MemberSession;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.RpcSessions.EnterSession;
import org.pinacotheca.application.api.accounts.RpcSessions.Entry;
import org.pinacotheca.application.api.accounts.SessionNotFound;
import org.pinacotheca.application.api.accounts.TokenAdmin.IssueToken;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenSession;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.application.api.accounts.Tokens.RefreshTokens;
import org.pinacotheca.application.api.accounts.Tokens.Refreshed;
import org.pinacotheca.application.api.accounts.Tokens.TokenPair;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SessionId;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A member lists the programs that act in their name, and ends their sessions. */
class ActiveSessionsTest {
  private static final Set<Scope> SCOPES = Set.of(Scope.PROFILE_GALLERY);
  private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Gallery gallery = inMemory.gallery();
  private final ActiveSessions sessions = gallery.memberSessions();
  private final ClientApplication program = world.application(SampleApplication.TRUSTED);
  private final UserId anna = world.member(Persona.ANNA);
  private final Caller byToken = Caller.of(anna, program.key(), SCOPES);

  private Instant now() {
    return inMemory.clock().instant();
  }

  @Test
  void sessionsOfBothKindsAreReportedYoungestFirst() {
    Instant first = now();
    OpenedSession endless = open(anna, Optional.empty());
    inMemory.clock().advance(Duration.ofMinutes(1));
    TokenPair pair = issue(anna);
    assertThat(open(world.member(Persona.BEN), Optional.empty()).user()).isNotEqualTo(anna);
    List<MemberSession> reported = list(byToken, Optional.of(pair.accessToken()));
    assertThat(reported)
        .extracting(
            MemberSession::kind,
            MemberSession::application,
            MemberSession::scopes,
            MemberSession::usage,
            MemberSession::expires,
            MemberSession::isCurrent)
        .containsExactly(
            tuple(
                MemberSession.Kind.REST,
                program,
                SCOPES,
                Usage.begunAt(now()),
                Optional.of(now().plus(Duration.ofDays(14))),
                true),
            tuple(
                MemberSession.Kind.RPC,
                program,
                SCOPES,
                Usage.begunAt(first),
                Optional.empty(),
                false));
    assertThat(reported.toString())
        .doesNotContain(pair.accessToken(), pair.refreshToken(), endless.session().value())
        .doesNotContain(
            SecretHash.of(pair.accessToken()).value(),
            SecretHash.of(pair.refreshToken()).value(),
            endless.session().hash().value());
    assertThat(list(byToken, Optional.of("unknown"))).noneMatch(MemberSession::isCurrent);
  }

  @Test
  void theListComesInPages() {
    for (int opened = 0; opened < 3; opened++) {
      open(anna, Optional.empty());
      inMemory.clock().advance(Duration.ofSeconds(1));
    }
    List<SessionId> all = list(byToken, Optional.empty()).stream().map(MemberSession::id).toList();
    GetSessions second = new GetSessions(Optional.empty(), new PageRequest(2, 2));
    Page<MemberSession> page = sessions.list(byToken, second);
    assertThat(page.items()).extracting(MemberSession::id).containsExactly(all.getLast());
    assertThat(page.total()).isEqualTo(3);
  }

  @Test
  void anEndedSessionIsOverAtOnce() {
    OpenedSession session = open(anna, Optional.of(Duration.ofDays(1)));
    TokenPair kept = issue(anna);
    assertThat(enter(session)).isInstanceOf(Entry.Entered.class);
    SessionId id = only(MemberSession.Kind.RPC);
    assertThat(end(byToken, id)).isEqualTo(new EndSession.Ended());
    assertThat(enter(session)).isEqualTo(new Entry.SessionUnknown());
    assertThat(end(byToken, id)).isEqualTo(new SessionNotFound());
    assertThat(gallery.tokens().identify(kept.accessToken())).isPresent();
  }

  @Test
  void anEndedFamilyTakesAllItsTokensWithIt() {
    TokenPair first = issue(anna);
    TokenPair second = issued(refresh(first));
    assertThat(gallery.tokens().identify(first.accessToken())).isPresent();
    assertThat(gallery.tokens().identify(second.accessToken())).isPresent();
    assertThat(end(byToken, only(MemberSession.Kind.REST))).isEqualTo(new EndSession.Ended());
    assertThat(gallery.tokens().identify(first.accessToken())).isEmpty();
    assertThat(gallery.tokens().identify(second.accessToken())).isEmpty();
    assertThat(refresh(second)).isEqualTo(new Refreshed.RefreshTokenExpired());
    assertThat(list(byToken, Optional.empty())).isEmpty();
  }

  @Test
  void anotherNodeForgetsTheTokensWithinTheStatedTime() {
    Gallery other =
        Gallery.of(
            inMemory.storage(),
            inMemory.files(),
            inMemory.processor(),
            inMemory.secrets(),
            GallerySettings.DEFAULT);
    TokenPair pair = issue(anna);
    assertThat(gallery.tokens().identify(pair.accessToken())).isPresent();
    EndSession command = new EndSession(only(MemberSession.Kind.REST));
    assertThat(other.memberSessions().end(byToken, command)).isEqualTo(new EndSession.Ended());
    inMemory.clock().advance(GallerySettings.TOKEN_STALENESS_MAX);
    assertThat(gallery.tokens().identify(pair.accessToken())).isEmpty();
  }

  @Test
  void refusalsComeInTheirOrder() {
    Caller scopeless = Caller.of(anna, program.key(), Set.of());
    for (String unknown : List.of("0".repeat(32), "no session's id", "")) {
      assertThat(end(scopeless, new SessionId(unknown)))
          .isEqualTo(new Denied(new Denial.ScopeMissing(Scope.PROFILE_GALLERY)));
      assertThat(end(byToken, new SessionId(unknown))).isEqualTo(new SessionNotFound());
    }
  }

  @Test
  void nobodySeesOrEndsTheSessionsOfAnother() {
    OpenedSession session = open(anna, Optional.empty());
    SessionId id = only(MemberSession.Kind.RPC);
    Caller ben = Caller.of(world.member(Persona.BEN), program.key(), SCOPES);
    assertThat(end(ben, id)).isEqualTo(new SessionNotFound());
    Caller managing = ben.actingFor(anna);
    assertThat(list(managing, Optional.empty())).isEmpty();
    assertThat(end(managing, id)).isEqualTo(new SessionNotFound());
    assertThat(enter(session)).isInstanceOf(Entry.Entered.class);
  }

  @Test
  void usesAreNotedOnceAnHour() {
    OpenedSession session = open(anna, Optional.empty());
    TokenPair pair = issue(anna);
    inMemory.clock().advance(Duration.ofMinutes(1));
    Instant noted = now();
    for (int use = 0; use < 3; use++) {
      assertThat(enter(session)).isInstanceOf(Entry.Entered.class);
      assertThat(gallery.tokens().identify(pair.accessToken())).isPresent();
      inMemory.clock().advance(Duration.ofMinutes(6));
    }
    assertThat(list(byToken, Optional.empty()))
        .extracting(one -> one.usage().lastUsed())
        .containsOnly(Optional.of(noted));
    inMemory.clock().advance(Duration.ofMinutes(42));
    assertThat(enter(session, Optional.of("7"))).isInstanceOf(Entry.Entered.class);
    TokenPair fresh = issued(refresh(pair));
    assertThat(gallery.tokens().identify(fresh.accessToken())).isPresent();
    assertThat(list(byToken, Optional.empty()))
        .extracting(one -> one.usage().lastUsed())
        .containsOnly(Optional.of(now()));
    assertThat(list(byToken, Optional.empty()))
        .extracting(one -> one.usage().since().orElseThrow())
        .as("a refresh begins nothing")
        .containsOnly(noted.minus(Duration.ofMinutes(1)));
  }

  @Test
  void refusedCallsAreNoUse() {
    OpenedSession session = open(anna, Optional.empty());
    assertThat(enter(session, Optional.of("5"))).isInstanceOf(Entry.Entered.class);
    Instant noted = now();
    inMemory.clock().advance(Duration.ofHours(2));
    assertThat(enter(session, Optional.of("5"))).isEqualTo(new Entry.CallIdNotGreater());
    assertThat(list(byToken, Optional.empty()).getFirst().usage().lastUsed()).contains(noted);
  }

  @Test
  void whoEndsASessionIsOnRecord() {
    open(anna, Optional.empty());
    issue(anna);
    assertThat(end(byToken, only(MemberSession.Kind.RPC))).isEqualTo(new EndSession.Ended());
    assertThat(end(byToken, only(MemberSession.Kind.REST))).isEqualTo(new EndSession.Ended());
    List<AuditEntry> entries =
        gallery
            .operations()
            .audit(Optional.of(anna), Optional.empty(), new PageRequest(1, 10))
            .items();
    String target = "application " + program.key().value();
    assertThat(entries)
        .containsExactly(
            AuditEntry.of(now(), byToken, AuditAction.SESSION_REVOKED, target),
            AuditEntry.of(now(), byToken, AuditAction.TOKEN_REVOKED, target));
  }

  private List<MemberSession> list(Caller caller, Optional<String> token) {
    GetSessions query = new GetSessions(token, new PageRequest(1, 50));
    return sessions.list(caller, query).items();
  }

  private SessionId only(MemberSession.Kind kind) {
    return list(byToken, Optional.empty()).stream()
        .filter(session -> session.kind() == kind)
        .map(MemberSession::id)
        .reduce((_, _) -> {
          throw new AssertionError("more than one");
        })
        .orElseThrow();
  }

  private EndSession.Outcome end(Caller caller, SessionId id) {
    return sessions.end(caller, new EndSession(id));
  }

  private Entry enter(OpenedSession session) {
    return enter(session, Optional.empty());
  }

  private Entry enter(OpenedSession session, Optional<String> callId) {
    return gallery
        .sessions()
        .enter(
            new EnterSession(
                Optional.of(program.key()),
                HOME,
                program.secret()::equals,
                Optional.of(session.session()),
                callId.flatMap(CallId::parse)));
  }

  private Refreshed refresh(TokenPair pair) {
    return gallery
        .tokens()
        .refresh(
            new RefreshTokens(
                program.key().value(), program.secret().value(), pair.refreshToken()));
  }

  private static TokenPair issued(Refreshed refreshed) {
    if (refreshed instanceof Refreshed.Issued(TokenPair pair)) {
      return pair;
    }
    throw new AssertionError("not issued: " + refreshed);
  }

  private TokenPair issue(UserId user) {
    IssueToken wanted = new IssueToken(user, program.key(), SCOPES, Optional.empty());
    if (gallery.grants().issueToken(wanted)
        instanceof Registration.Registered<TokenPair>(TokenPair pair)) {
      return pair;
    }
    throw new AssertionError("no token");
  }

  private OpenedSession open(UserId user, Optional<Duration> lifetime) {
    OpenSession wanted =
        new OpenSession(user, program.key(), Optional.empty(), Optional.empty(), lifetime);
    if (gallery.grants().openSession(wanted)
        instanceof Registration.Registered<OpenedSession>(OpenedSession opened)) {
      return opened;
    }
    throw new AssertionError("no session");
  }
}
