package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.GetSessions;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations;
import org.pinacotheca.application.api.accounts.TokenAdmin;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.api.signin.AcceptInvitation;
import org.pinacotheca.application.api.signin.AcceptInvitation.InvitationNotFound;
import org.pinacotheca.application.api.signin.ChangePassword;
import org.pinacotheca.application.api.signin.InviteMember;
import org.pinacotheca.application.api.signin.RegisterMember;
import org.pinacotheca.application.api.signin.RegisterMember.NicknameTaken;
import org.pinacotheca.application.api.signin.RegisterMember.TooManyRegistrations;
import org.pinacotheca.application.api.signin.SignIn;
import org.pinacotheca.application.api.signin.SignIn.TooManyWrongPasswords;
import org.pinacotheca.application.api.signin.SignIn.WrongPassword;
import org.pinacotheca.application.api.signin.SignIns;
import org.pinacotheca.application.api.signin.SignedIn;
import org.pinacotheca.domain.access.PinLockout;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.signin.Invitation;
import org.pinacotheca.domain.signin.InvitationToken;
import org.pinacotheca.domain.signin.Password;
import org.pinacotheca.domain.signin.WebSession;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** Invitations, passwords and the sessions of browsers. */
class SignInTest {
  private static final Password PASSWORD = new Password("four unrelated words");
  private static final Password OTHER = new Password("another four words");

  private final InMemoryGallery memory = InMemoryGallery.empty();
  private final SignIns signIns = memory.gallery().signIns();

  private InviteMember.Invited invite(InviteMember.Invitee whom) {
    return switch (signIns.invite(new InviteMember(whom, Invitation.LIFETIME_DEFAULT))) {
      case Registration.Registered<InviteMember.Invited>(var invited) -> invited;
      case Registration<InviteMember.Invited> refused -> throw new AssertionError(refused);
    };
  }

  private InviteMember.Invited inviteNew(String nickname) {
    return invite(
        new InviteMember.Invitee.New(
            new Registrations.NewMember(
                Optional.empty(), new Nickname(nickname), Optional.empty())));
  }

  private SignedIn accept(InviteMember.Invited invited, Password password) {
    return (SignedIn) signIns.accept(new AcceptInvitation(invited.token(), password));
  }

  private SignedIn olivia() {
    return accept(inviteNew("olivia"), PASSWORD);
  }

  private SignIn.Outcome signIn(String name, String password) {
    return signIn(name, password, "here", "");
  }

  private SignIn.Outcome signIn(String name, String password, String origin, String device) {
    return signIns.signIn(new SignIn(name, password, origin, device));
  }

  private Optional<Caller> caller(WebSession session) {
    return memory.gallery().tokens().identify(session.bearerToken());
  }

  private long audited(AuditAction action) {
    return memory
        .storage()
        .<Long>read(tx ->
            tx
                .audit()
                .entries(Optional.empty(), Optional.empty(), new PageRequest(1, 100))
                .items()
                .stream()
                .filter(entry -> entry.action() == action)
                .count());
  }

  @Test
  void anInvitationWorksOnceAndSignsIn() {
    InviteMember.Invited invited = inviteNew("olivia");
    assertThat(signIns.invited(invited.token())).contains(invited.member());
    SignedIn signedIn = accept(invited, PASSWORD);
    assertThat(caller(signedIn.session()))
        .hasValueSatisfying(caller -> {
          assertThat(caller.actor()).isEqualTo(invited.member().id());
          assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.values());
        });
    assertThat(signIns.invited(invited.token())).isEmpty();
    assertThat(signIns.accept(new AcceptInvitation(invited.token(), OTHER)))
        .isEqualTo(new InvitationNotFound());
    assertThat(signIn("olivia", PASSWORD.value())).isInstanceOf(SignedIn.class);
    assertThat(audited(AuditAction.MEMBER_INVITED)).isEqualTo(1);
    assertThat(audited(AuditAction.PASSWORD_CHANGED)).isEqualTo(1);
    assertThat(audited(AuditAction.SIGNED_IN)).isEqualTo(2);
  }

  @Test
  void anInvitationEndsInTimeByANewerOneAndWithItsMember() {
    InviteMember.Invited late = inviteNew("late");
    memory.clock().advance(Invitation.LIFETIME_DEFAULT);
    assertThat(signIns.invited(late.token())).isEmpty();
    assertThat(signIns.accept(new AcceptInvitation(late.token(), PASSWORD)))
        .isEqualTo(new InvitationNotFound());

    InviteMember.Invited first = inviteNew("twice");
    InviteMember.Invited second = invite(new InviteMember.Invitee.Known(first.member().id()));
    assertThat(signIns.invited(first.token())).isEmpty();
    assertThat(signIns.invited(second.token())).isPresent();
    memory.gallery().suspensions().suspend(first.member().id(), true);
    assertThat(signIns.invited(second.token())).isEmpty();
    assertThat(signIns.invited(new InvitationToken("made up"))).isEmpty();
    assertThat(
            signIns.invite(
                new InviteMember(
                    new InviteMember.Invitee.Known(new UserId(999)), Duration.ofHours(1))))
        .isInstanceOf(Registration.Unknown.class);
  }

  @Test
  void aLostPasswordIsReplacedByAnInvitationWhichEndsSessions() {
    SignedIn before = olivia();
    InviteMember.Invited again = invite(new InviteMember.Invitee.Known(before.member()));
    assertThat(caller(before.session())).isEmpty();
    accept(again, OTHER);
    assertThat(signIn("olivia", PASSWORD.value())).isEqualTo(new WrongPassword());
    assertThat(signIn("olivia", OTHER.value())).isInstanceOf(SignedIn.class);
  }

  @Test
  void aMemberSignsInByNicknameOrNumberButNotByASharedNickname() {
    UserId olivia = olivia().member();
    assertThat(signIn(" olivia ", PASSWORD.value())).isInstanceOf(SignedIn.class);
    assertThat(signIn(Integer.toString(olivia.value()), PASSWORD.value()))
        .isInstanceOf(SignedIn.class);
    assertThat(signIn("Olivia", PASSWORD.value())).isEqualTo(new WrongPassword());
    assertThat(signIn("nobody", PASSWORD.value())).isEqualTo(new WrongPassword());
    assertThat(signIn("999", PASSWORD.value())).isEqualTo(new WrongPassword());
    InviteMember.Invited another = inviteNew("olivia");
    assertThat(signIn("olivia", PASSWORD.value())).isInstanceOf(SignedIn.class);
    accept(another, OTHER);
    assertThat(signIn("olivia", PASSWORD.value())).isEqualTo(new WrongPassword());
    assertThat(signIn(Integer.toString(olivia.value()), PASSWORD.value()))
        .isInstanceOf(SignedIn.class);
  }

  @Test
  void aMemberWithoutAPasswordCannotSignIn() {
    inviteNew("new");
    assertThat(signIn("new", "")).isEqualTo(new WrongPassword());
    assertThat(signIn("new", PASSWORD.value())).isEqualTo(new WrongPassword());
  }

  @Test
  void guessingFromOnePlaceIsStoppedAndOthersAreNot() {
    olivia();
    for (int wrong = 0; wrong < PinLockout.OF_VIEWER_MAX; wrong++) {
      assertThat(signIn("olivia", "wrong")).isEqualTo(new WrongPassword());
    }
    assertThat(signIn("olivia", PASSWORD.value()))
        .isEqualTo(new TooManyWrongPasswords(PinLockout.LOCK_MIN));
    assertThat(signIn("olivia", PASSWORD.value(), "elsewhere", "")).isInstanceOf(SignedIn.class);
    memory.clock().advance(PinLockout.LOCK_MIN);
    assertThat(signIn("olivia", PASSWORD.value())).isInstanceOf(SignedIn.class);
  }

  @Test
  void guessingForANameThatNobodyHasIsStoppedTheSameWay() {
    for (String name : List.of("nobody", "4711", "x".repeat(300), "")) {
      for (int wrong = 0; wrong < PinLockout.OF_VIEWER_MAX; wrong++) {
        assertThat(signIn(name, "wrong")).isEqualTo(new WrongPassword());
      }
      assertThat(signIn(name, "wrong")).isEqualTo(new TooManyWrongPasswords(PinLockout.LOCK_MIN));
    }
  }

  private RegisterMember.Outcome register(String nickname, String origin) {
    return signIns.register(new RegisterMember(new Nickname(nickname), PASSWORD, origin));
  }

  @Test
  void whoRegistersIsSignedInAndTakesNobodysName() {
    SignedIn registered = (SignedIn) register("rosa", "here");
    assertThat(caller(registered.session())).isPresent();
    assertThat(signIn("rosa", PASSWORD.value())).isInstanceOf(SignedIn.class);
    assertThat(register("rosa", "elsewhere")).isEqualTo(new NicknameTaken());
    olivia();
    assertThat(register("olivia", "elsewhere")).isEqualTo(new NicknameTaken());
  }

  @Test
  void fromOnePlaceAFewRegister() {
    for (int member = 0; member < PinLockout.OF_VIEWER_MAX; member++) {
      assertThat(register("member " + member, "here")).isInstanceOf(SignedIn.class);
    }
    assertThat(register("one more", "here"))
        .isEqualTo(new TooManyRegistrations(PinLockout.LOCK_MIN));
    assertThat(register("one more", "elsewhere")).isInstanceOf(SignedIn.class);
    memory.clock().advance(PinLockout.LOCK_MIN);
    assertThat(register("another", "here")).isInstanceOf(SignedIn.class);
  }

  @Test
  void nobodyLocksAKnownBrowserOut() {
    SignedIn known = olivia();
    IntStream.range(0, PinLockout.OF_ALL_MAX)
        .forEach(place -> signIn("olivia", "wrong", "place " + place, ""));
    assertThat(signIn("olivia", PASSWORD.value(), "a new place", ""))
        .isInstanceOf(TooManyWrongPasswords.class);
    assertThat(signIn("olivia", PASSWORD.value(), "a new place", "made up"))
        .isInstanceOf(TooManyWrongPasswords.class);
    assertThat(signIn("olivia", PASSWORD.value(), "a new place", known.device()))
        .isInstanceOf(SignedIn.class);
    memory.clock().advance(PinLockout.OF_ALL_WINDOW);
    assertThat(signIn("olivia", PASSWORD.value(), "a new place", "")).isInstanceOf(SignedIn.class);
  }

  @Test
  void theDeviceOfOneMemberIsNoneOfAnother() {
    olivia();
    SignedIn victor = accept(inviteNew("victor"), OTHER);
    IntStream.range(0, PinLockout.OF_ALL_MAX)
        .forEach(place -> signIn("olivia", "wrong", "place " + place, ""));
    assertThat(signIn("olivia", PASSWORD.value(), "a new place", victor.device()))
        .isInstanceOf(TooManyWrongPasswords.class);
  }

  @Test
  void aSuspendedMemberHearsSoOnlyWithTheirPassword() {
    SignedIn signedIn = olivia();
    memory.gallery().suspensions().suspend(signedIn.member(), true);
    assertThat(signIn("olivia", "wrong")).isEqualTo(new WrongPassword());
    assertThat(signIn("olivia", PASSWORD.value())).isEqualTo(new SignIn.Suspended());
    assertThat(caller(signedIn.session())).isEmpty();
  }

  @Test
  void aChangedPasswordEndsAllOtherSessions() {
    SignedIn before = olivia();
    Caller caller = caller(before.session()).orElseThrow();
    assertThat(signIns.changePassword(caller, new ChangePassword("wrong", OTHER, "here", "")))
        .isEqualTo(new WrongPassword());
    assertThat(caller(before.session())).isPresent();
    SignedIn after =
        (SignedIn)
            signIns.changePassword(
                caller, new ChangePassword(PASSWORD.value(), OTHER, "here", before.device()));
    assertThat(caller(before.session())).isEmpty();
    assertThat(caller(after.session())).isPresent();
    assertThat(signIn("olivia", PASSWORD.value())).isEqualTo(new WrongPassword());
  }

  @Test
  void sessionsEndOneByOneOrTogetherAndInTime() {
    SignedIn first = olivia();
    SignedIn second = (SignedIn) signIn("olivia", PASSWORD.value());
    SignedIn third = (SignedIn) signIn("olivia", PASSWORD.value());
    signIns.signOut(first.session());
    signIns.signOut(first.session());
    assertThat(caller(first.session())).isEmpty();
    assertThat(caller(second.session())).isPresent();
    signIns.signOutEverywhere(caller(second.session()).orElseThrow());
    assertThat(caller(second.session())).isEmpty();
    assertThat(caller(third.session())).isEmpty();
    SignedIn last = (SignedIn) signIn("olivia", PASSWORD.value());
    memory.clock().advance(WebSession.LIFETIME);
    assertThat(caller(last.session())).isEmpty();
  }

  @Test
  void theOldestSessionsEndWhenThereAreTooMany() {
    SignedIn first = olivia();
    for (int more = 1; more < WebSession.OF_MEMBER_MAX; more++) {
      memory.clock().advance(Duration.ofSeconds(1));
      signIn("olivia", PASSWORD.value());
    }
    assertThat(caller(first.session())).isPresent();
    memory.clock().advance(Duration.ofSeconds(1));
    SignedIn last = (SignedIn) signIn("olivia", PASSWORD.value());
    assertThat(caller(first.session())).isEmpty();
    assertThat(
            memory
                .gallery()
                .memberSessions()
                .list(
                    caller(last.session()).orElseThrow(),
                    new GetSessions(
                        Optional.of(last.session().bearerToken()), new PageRequest(1, 100))))
        .satisfies(page -> {
          assertThat(page.total()).isEqualTo(WebSession.OF_MEMBER_MAX);
          assertThat(page.items().getFirst().isCurrent()).isTrue();
        });
  }

  @Test
  void noNumberOfProgramsHidesASession() {
    SignedIn hidden = olivia();
    ApiKey pages = caller(hidden.session()).orElseThrow().application();
    ApiKey program = new ApiKey("program");
    var _ =
        memory
            .gallery()
            .registrations()
            .addApplication(
                new Registrations.NewApplication(
                    "Program",
                    Optional.of(program),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    false,
                    Optional.empty()));
    memory.clock().advance(Duration.ofSeconds(1));
    for (int family = 0; family <= GetSessions.SESSIONS_MAX; family++) {
      memory
          .gallery()
          .grants()
          .issueToken(
              new TokenAdmin.IssueToken(hidden.member(), program, Set.of(), Optional.empty()));
    }
    signIns.signOutEverywhere(Caller.of(hidden.member(), pages, Set.of()));
    assertThat(caller(hidden.session())).isEmpty();
  }

  @Test
  void aNicknameOfDigitsKeepsNobodyFromSigningInByNumber() {
    UserId olivia = olivia().member();
    register(Integer.toString(olivia.value()), "elsewhere");
    assertThat(signIn(Integer.toString(olivia.value()), PASSWORD.value(), "a place", ""))
        .asInstanceOf(type(SignedIn.class))
        .extracting(SignedIn::member)
        .isEqualTo(olivia);
  }

  @Test
  void anErasedMemberIsSignedOutForGood() {
    SignedIn signedIn = olivia();
    memory.gallery().erasures().erase(new EraseMember(signedIn.member()));
    assertThat(caller(signedIn.session())).isEmpty();
    assertThat(signIn("olivia", PASSWORD.value())).isEqualTo(new WrongPassword());
  }

  @Test
  void noSecretIsInATextForm() {
    SignedIn signedIn = olivia();
    assertThat(signedIn.toString())
        .doesNotContain(signedIn.session().value())
        .doesNotContain(signedIn.device());
    assertThat(new SignIn("olivia", "hidden word", "here", "").toString())
        .doesNotContain("hidden word");
    assertThat(new ChangePassword("hidden word", OTHER, "here", "").toString())
        .doesNotContain("hidden word", OTHER.value());
  }
}
