package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.accounts.ApproveLogin;
import org.pinacotheca.application.api.accounts.CompleteLogin;
import org.pinacotheca.application.api.accounts.DeclineLogin;
import org.pinacotheca.application.api.accounts.GetLogin;
import org.pinacotheca.application.api.accounts.LoginNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations.NewApplication;
import org.pinacotheca.application.api.accounts.RequestLogin;
import org.pinacotheca.application.api.accounts.RpcSessions.EnterSession;
import org.pinacotheca.application.api.accounts.RpcSessions.Entry;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.authorization.Login;
import org.pinacotheca.domain.authorization.LoginToken;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** How an application gets a session of a member. */
class LoginRequestsTest {
  private static final Duration ALMOST = Login.LIFETIME.minusMillis(1);
  private static final LoginToken UNKNOWN = new LoginToken("0".repeat(32));

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final Gallery gallery = inMemory.gallery();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Caller anna = world.caller(Persona.ANNA);
  private final Caller ben = world.caller(Persona.BEN);
  private final ClientApplication desktop = add("Desktop", true);
  private final ClientApplication website = add("Website", false);

  private ClientApplication add(String name, boolean isDesktop) {
    NewApplication application =
        new NewApplication(
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            isDesktop,
            Optional.empty());
    if (gallery.registrations().addApplication(application)
        instanceof Registration.Registered<ClientApplication>(ClientApplication added)) {
      return added;
    }
    throw new AssertionError("not added");
  }

  private LoginToken request(ClientApplication application, Optional<Duration> lifetime) {
    RequestLogin command = new RequestLogin(application.key(), Optional.empty(), lifetime);
    if (gallery.logins().request(command) instanceof RequestLogin.Requested(LoginToken token)) {
      return token;
    }
    throw new AssertionError("not requested");
  }

  private LoginToken request(ClientApplication application) {
    return request(application, Optional.empty());
  }

  private ApproveLogin.Outcome approve(Caller caller, LoginToken token) {
    return gallery.logins().approve(caller, new ApproveLogin(token));
  }

  private DeclineLogin.Outcome decline(Caller caller, LoginToken token) {
    return gallery.logins().decline(caller, new DeclineLogin(token));
  }

  private GetLogin.Outcome get(Caller caller, LoginToken token) {
    return gallery.logins().get(caller, new GetLogin(token));
  }

  private CompleteLogin.Outcome complete(ClientApplication application, LoginToken token) {
    return gallery.logins().complete(new CompleteLogin(application.key(), token));
  }

  private OpenedSession session(ClientApplication application, LoginToken token) {
    if (complete(application, token) instanceof CompleteLogin.Completed(OpenedSession session)) {
      return session;
    }
    throw new AssertionError("not completed");
  }

  private Entry enter(ClientApplication application, OpenedSession session, SharedSecret secret) {
    return gallery
        .sessions()
        .enter(
            new EnterSession(
                Optional.of(application.key()),
                InetAddress.ofLiteral("192.0.2.7"),
                secret::equals,
                Optional.of(session.session()),
                Optional.empty()));
  }

  @Test
  void anApprovedTokenIsExchangedOnceForASessionOfWhoeverApproved() {
    LoginToken token = request(website);
    assertThat(complete(website, token)).isEqualTo(new CompleteLogin.LoginNotApproved());
    assertThat(approve(anna, token)).isEqualTo(new ApproveLogin.Approved());
    OpenedSession session = session(website, token);
    assertThat(session.user()).isEqualTo(anna.actor());
    assertThat(session.session().value()).matches("[0-9a-f]{24}-" + anna.actor().value());
    assertThat(session.secret()).isEmpty();
    assertThat(session.expires()).isEmpty();
    assertThat(enter(website, session, website.secret()))
        .isEqualTo(
            new Entry.Entered(
                website, Caller.of(anna.actor(), website.key(), Set.of(Scope.PROFILE_GALLERY))));
    assertThat(complete(website, token)).isEqualTo(new LoginNotFound());
    assertThat(approve(anna, token)).isEqualTo(new LoginNotFound());
    assertThat(get(anna, token)).isEqualTo(new LoginNotFound());
  }

  @Test
  void aDesktopsSessionHasASecretThatSignsItsOwnCallsAlone() {
    OpenedSession annas = loggedIn(desktop, anna);
    OpenedSession bens = loggedIn(desktop, ben);
    SharedSecret annasSecret = annas.secret().orElseThrow();
    assertThat(annasSecret.value()).matches("[0-9a-f]{32}");
    assertThat(enter(desktop, annas, annasSecret)).isInstanceOf(Entry.Entered.class);
    assertThat(enter(desktop, annas, desktop.secret())).isInstanceOf(Entry.Entered.class);
    assertThat(enter(desktop, bens, annasSecret)).isEqualTo(new Entry.WrongSignature());
    assertThat(enter(website, annas, annasSecret)).isEqualTo(new Entry.WrongSignature());
  }

  private OpenedSession loggedIn(ClientApplication application, Caller member) {
    LoginToken token = request(application);
    assertThat(approve(member, token)).isInstanceOf(ApproveLogin.Approved.class);
    return session(application, token);
  }

  @Test
  void aSessionLastsAsLongAsItsApplicationAskedFor() {
    LoginToken token = request(website, Optional.of(Duration.ofMinutes(30)));
    inMemory.clock().advance(Duration.ofMinutes(10));
    approve(anna, token);
    inMemory.clock().advance(Duration.ofMinutes(5));
    OpenedSession session = session(website, token);
    assertThat(session.expires()).contains(inMemory.clock().instant().plus(Duration.ofMinutes(30)));
    inMemory.clock().advance(Duration.ofMinutes(30).minusMillis(1));
    assertThat(enter(website, session, website.secret())).isInstanceOf(Entry.Entered.class);
    inMemory.clock().advance(Duration.ofMillis(1));
    assertThat(enter(website, session, website.secret())).isEqualTo(new Entry.SessionUnknown());
  }

  @Test
  void aTokenIsGoodFor20Minutes() {
    LoginToken early = request(website);
    LoginToken late = request(website);
    LoginToken never = request(website);
    inMemory.clock().advance(ALMOST);
    approve(anna, early);
    approve(anna, late);
    session(website, early);
    inMemory.clock().advance(Duration.ofMillis(1));
    assertThat(complete(website, late)).isEqualTo(new LoginNotFound());
    assertThat(approve(anna, never)).isEqualTo(new LoginNotFound());
    assertThat(decline(anna, never)).isEqualTo(new LoginNotFound());
    assertThat(get(anna, never)).isEqualTo(new LoginNotFound());
  }

  @Test
  void anotherApplicationGetsNothingForTheToken() {
    LoginToken token = request(website);
    approve(anna, token);
    assertThat(complete(desktop, token)).isEqualTo(new LoginNotFound());
    assertThat(session(website, token).user()).isEqualTo(anna.actor());
  }

  @Test
  void aLoginIsUpToWhoeverApprovedItFirst() {
    LoginToken token = request(website);
    assertThat(approve(anna, token)).isInstanceOf(ApproveLogin.Approved.class);
    assertThat(approve(anna, token)).isInstanceOf(ApproveLogin.Approved.class);
    assertThat(approve(ben, token)).isEqualTo(new LoginNotFound());
    assertThat(decline(ben, token)).isEqualTo(new LoginNotFound());
    assertThat(get(ben, token)).isEqualTo(new LoginNotFound());
    assertThat(decline(anna, token)).isEqualTo(new DeclineLogin.Declined());
    assertThat(complete(website, token)).isEqualTo(new LoginNotFound());
    assertThat(decline(anna, token)).isEqualTo(new LoginNotFound());
  }

  @Test
  void aMemberIsReportedWhoAsksForWhat() {
    Community club = new Community(new CommunityName("club"), "The Club");
    gallery.registrations().addCommunity(club);
    RequestLogin command =
        new RequestLogin(
            desktop.key(), Optional.of(club.name()), Optional.of(Duration.ofHours(24)));
    if (!(gallery.logins().request(command) instanceof RequestLogin.Requested(LoginToken token))) {
      throw new AssertionError("not requested");
    }
    Login login =
        new Login(
            token.hash(),
            desktop.key(),
            Optional.of(club.name()),
            Optional.of(Duration.ofHours(24)),
            inMemory.clock().instant().plus(Login.LIFETIME),
            Optional.empty());
    assertThat(get(world.readerOnly(Persona.ANNA), token))
        .isEqualTo(new GetLogin.Read(login, desktop, Optional.of(club)));
    approve(anna, token);
    if (!(get(anna, token) instanceof GetLogin.Read read)) {
      throw new AssertionError("not read");
    }
    assertThat(read.login().approvedBy()).contains(anna.actor());
  }

  @Test
  void refusalsComeInTheirOrder() {
    Caller reader = world.readerOnly(Persona.ANNA);
    Denied denied = new Denied(new Denial.ScopeMissing(Scope.PROFILE_GALLERY));
    LoginToken token = request(website);
    assertThat(approve(reader, token)).isEqualTo(denied);
    for (LoginToken unknown : List.of(UNKNOWN, new LoginToken("no token"), new LoginToken(""))) {
      assertThat(approve(reader, unknown)).isEqualTo(denied);
      assertThat(approve(anna, unknown)).isEqualTo(new LoginNotFound());
      assertThat(decline(reader, unknown)).isEqualTo(new LoginNotFound());
      assertThat(get(reader, unknown)).isEqualTo(new LoginNotFound());
    }
    assertThat(complete(website, UNKNOWN)).isEqualTo(new LoginNotFound());
    assertThat(complete(website, token)).isEqualTo(new CompleteLogin.LoginNotApproved());
    assertThat(decline(reader, token)).isEqualTo(new DeclineLogin.Declined());
  }

  @Test
  void aGroupsManagerApprovesForThemselvesWhomeverTheyActFor() {
    Caller clara = world.caller(Persona.CLARA);
    LoginToken token = request(website);
    assertThat(approve(clara.actingFor(anna.actor()), token))
        .isInstanceOf(ApproveLogin.Approved.class);
    assertThat(session(website, token).user()).isEqualTo(clara.actor());
    assertThat(actions(clara.actor()))
        .containsExactly(AuditAction.LOGIN_APPROVED, AuditAction.SESSION_OPENED);
  }

  @Test
  void everyStepIsOnRecordOnceAndNoRefusalIs() {
    LoginToken token = request(website);
    complete(website, token);
    approve(anna, token);
    approve(anna, token);
    approve(ben, token);
    session(website, token);
    complete(website, token);
    decline(ben, request(desktop));
    String target = "application " + website.key().value();
    Caller session = Caller.of(anna.actor(), website.key(), Set.of());
    assertThat(entries(anna.actor()))
        .containsExactly(
            AuditEntry.of(inMemory.clock().instant(), anna, AuditAction.LOGIN_APPROVED, target),
            AuditEntry.of(inMemory.clock().instant(), session, AuditAction.SESSION_OPENED, target));
    assertThat(actions(ben.actor())).containsExactly(AuditAction.LOGIN_DECLINED);
  }

  private List<AuditAction> actions(UserId actor) {
    return entries(actor).stream().map(AuditEntry::action).toList();
  }

  private List<AuditEntry> entries(UserId actor) {
    return gallery
        .operations()
        .audit(Optional.of(actor), Optional.of(actor), new PageRequest(1, 100))
        .items();
  }

  @Test
  void anApplicationHasAtMost1000LoginsOpen() {
    for (int i = 0; i < Login.OPEN_PER_APPLICATION_MAX; i++) {
      request(website);
    }
    RequestLogin another = new RequestLogin(website.key(), Optional.empty(), Optional.empty());
    assertThat(gallery.logins().request(another)).isEqualTo(new RequestLogin.TooManyLogins(1000));
    inMemory.clock().advance(Duration.ofDays(-1));
    assertThat(gallery.logins().request(another)).isInstanceOf(RequestLogin.Requested.class);
    inMemory.clock().advance(Duration.ofDays(1));
    request(desktop);
    inMemory.clock().advance(Login.LIFETIME);
    request(website);
  }

  @Test
  void aSweepForgetsWhatIsOver() {
    LoginToken over = request(website);
    inMemory.clock().advance(Duration.ofMinutes(10));
    LoginToken open = request(website);
    inMemory.clock().advance(Duration.ofMinutes(10).plusMillis(1));
    gallery.operations().sweep();
    inMemory
        .storage()
        .<Boolean>read(tx -> {
          assertThat(tx.logins().find(over.hash())).isEmpty();
          assertThat(tx.logins().find(open.hash())).isPresent();
          return true;
        });
  }

  @Test
  void aRetriedApprovalIsAnsweredAgainAfterTheTokenWasUsed() {
    LoginToken token = request(website);
    assertThat(approveOnce(token)).isInstanceOf(Idempotency.Once.Answered.class);
    session(website, token);
    assertThat(approveOnce(token)).isInstanceOf(Idempotency.Once.Answered.class);
  }

  private Idempotency.Once<ApproveLogin.Outcome> approveOnce(LoginToken token) {
    return gallery
        .idempotency()
        .once(
            anna,
            new Idempotency.RetryKey("key", "0".repeat(64)),
            Set.of(Scope.PROFILE_GALLERY),
            commands -> commands.logins().approve(anna, new ApproveLogin(token)),
            outcome -> outcome.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTokenNeverShowsItself() {
    LoginToken token = request(website);
    assertThat(new ApproveLogin(token).toString()).doesNotContain(token.value());
    assertThat(new CompleteLogin(website.key(), token).toString()).doesNotContain(token.value());
    assertThat(new RequestLogin.Requested(token).toString()).doesNotContain(token.value());
  }
}
