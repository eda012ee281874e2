package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.accounts.Registrations.NewApplication;
import org.pinacotheca.application.api.accounts.RpcSessions.AdmitApplication;
import org.pinacotheca.application.api.accounts.RpcSessions.EnterSession;
import org.pinacotheca.application.api.accounts.RpcSessions.Entry;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenSession;
import org.pinacotheca.application.api.accounts.TokenAdmin.OpenedSession;
import org.pinacotheca.domain.identity.AddressRange;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.SessionKey;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

class RpcSessionsTest {
  private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");
  private static final InetAddress ABROAD = InetAddress.ofLiteral("198.51.100.7");

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final UserId anna = world.member(Persona.ANNA);
  private final ClientApplication desktop = add("desktop", true, List.of("192.0.2.0/24"));
  private final ClientApplication other = add("other", false, List.of());
  private final OpenedSession session = open(desktop, Optional.of(Duration.ofHours(1)));
  private final SharedSecret sessionSecret = session.secret().orElseThrow();

  @Test
  void aCallInOrderEntersWithTheSessionsMember() {
    Caller annaByDesktop = Caller.of(anna, desktop.key(), Set.of(Scope.PROFILE_GALLERY));
    assertThat(enter(desktop.key(), HOME, desktop.secret(), session.session(), Optional.of("1.5")))
        .isEqualTo(new Entry.Entered(desktop, annaByDesktop));
    assertThat(enter(desktop.key(), HOME, sessionSecret, session.session(), Optional.empty()))
        .isEqualTo(new Entry.Entered(desktop, annaByDesktop));
  }

  @Test
  void refusalsComeInTheirOrder() {
    SessionKey unknown = new SessionKey("unknown");
    SharedSecret wrong = new SharedSecret("wrong");
    Optional<String> used = Optional.of("7");
    assertThat(enter(desktop.key(), HOME, desktop.secret(), session.session(), used))
        .isInstanceOf(Entry.Entered.class);
    assertThat(enter(new ApiKey("nobody"), ABROAD, wrong, unknown, used))
        .isEqualTo(new Entry.ApplicationUnknown());
    assertThat(enter(desktop.key(), ABROAD, wrong, unknown, used))
        .isEqualTo(new Entry.AddressNotAllowed());
    assertThat(enter(desktop.key(), HOME, wrong, unknown, used))
        .isEqualTo(new Entry.WrongSignature());
    assertThat(enter(desktop.key(), HOME, desktop.secret(), unknown, used))
        .isEqualTo(new Entry.SessionUnknown());
    assertThat(enter(desktop.key(), HOME, desktop.secret(), session.session(), used))
        .isEqualTo(new Entry.CallIdNotGreater());
  }

  @Test
  void nothingButAnAcceptedCallUsesItsCallId() {
    Optional<String> five = Optional.of("5");
    SharedSecret wrong = new SharedSecret("wrong");
    assertThat(enter(desktop.key(), HOME, wrong, session.session(), five))
        .isEqualTo(new Entry.WrongSignature());
    assertThat(enter(desktop.key(), ABROAD, desktop.secret(), session.session(), five))
        .isEqualTo(new Entry.AddressNotAllowed());
    assertThat(enter(desktop.key(), HOME, sessionSecret, session.session(), five))
        .isInstanceOf(Entry.Entered.class);
    assertThat(enter(desktop.key(), HOME, sessionSecret, session.session(), five))
        .isEqualTo(new Entry.CallIdNotGreater());
    assertThat(enter(desktop.key(), HOME, sessionSecret, session.session(), Optional.of("10")))
        .isInstanceOf(Entry.Entered.class);
    assertThat(enter(desktop.key(), HOME, sessionSecret, session.session(), Optional.of("9")))
        .isEqualTo(new Entry.CallIdNotGreater());
  }

  @Test
  void aSessionOfAnotherApplicationIsUnknownAndItsSecretSignsNothing() {
    OpenedSession ofOther = open(other, Optional.empty());
    assertThat(enter(desktop.key(), HOME, desktop.secret(), ofOther.session(), Optional.empty()))
        .isEqualTo(new Entry.SessionUnknown());
    assertThat(enter(other.key(), ABROAD, sessionSecret, session.session(), Optional.empty()))
        .isEqualTo(new Entry.WrongSignature());
    assertThat(ofOther.secret()).as("only a desktop session has a secret of its own").isEmpty();
    assertThat(enter(other.key(), ABROAD, other.secret(), ofOther.session(), Optional.empty()))
        .isInstanceOf(Entry.Entered.class);
  }

  @Test
  void aSessionEndsAtItsTimeOrWhenItIsRevoked() {
    OpenedSession endless = open(other, Optional.empty());
    inMemory.clock().advance(Duration.ofHours(1).minusNanos(1000));
    assertThat(enter(desktop.key(), HOME, desktop.secret(), session.session(), Optional.empty()))
        .isInstanceOf(Entry.Entered.class);
    inMemory.clock().advance(Duration.ofNanos(1000));
    assertThat(enter(desktop.key(), HOME, desktop.secret(), session.session(), Optional.empty()))
        .isEqualTo(new Entry.SessionUnknown());
    inMemory.clock().advance(Duration.ofDays(10_000));
    assertThat(enter(other.key(), HOME, other.secret(), endless.session(), Optional.empty()))
        .isInstanceOf(Entry.Entered.class);
    inMemory.gallery().grants().revokeSession(endless.session());
    inMemory.gallery().grants().revokeSession(endless.session());
    assertThat(enter(other.key(), HOME, other.secret(), endless.session(), Optional.empty()))
        .isEqualTo(new Entry.SessionUnknown());
  }

  @Test
  void aCallWithoutASessionIsAdmittedByTheApplicationsSecretAlone() {
    assertThat(admit(desktop.key(), HOME, desktop.secret())).isEqualTo(new Entry.Admitted(desktop));
    assertThat(admit(new ApiKey("nobody"), ABROAD, sessionSecret))
        .isEqualTo(new Entry.ApplicationUnknown());
    assertThat(admit(desktop.key(), ABROAD, sessionSecret))
        .isEqualTo(new Entry.AddressNotAllowed());
    assertThat(admit(desktop.key(), HOME, sessionSecret)).isEqualTo(new Entry.WrongSignature());
  }

  @Test
  void aCallWithoutKeyOrSessionIsRefusedAsAnUnknownOneIs() {
    Predicate<SharedSecret> any = secret -> true;
    EnterSession keyless =
        new EnterSession(Optional.empty(), HOME, any, Optional.empty(), Optional.empty());
    EnterSession sessionless =
        new EnterSession(Optional.of(desktop.key()), HOME, any, Optional.empty(), Optional.empty());
    assertThat(inMemory.gallery().sessions().enter(keyless))
        .isEqualTo(new Entry.ApplicationUnknown());
    assertThat(inMemory.gallery().sessions().enter(sessionless))
        .isEqualTo(new Entry.SessionUnknown());
  }

  @Test
  void openingAKnownSessionAgainGivesItBackAndNeverToAnother() {
    OpenSession again =
        new OpenSession(
            anna,
            desktop.key(),
            Optional.of(session.session()),
            Optional.empty(),
            Optional.empty());
    assertThat(inMemory.gallery().grants().openSession(again))
        .isEqualTo(new Registration.Registered<>(session));
    OpenSession stolen =
        new OpenSession(
            world.member(Persona.BEN),
            desktop.key(),
            Optional.of(session.session()),
            Optional.empty(),
            Optional.empty());
    assertThat(inMemory.gallery().grants().openSession(stolen))
        .isInstanceOf(Registration.Conflict.class);
    assertThat(session.session().value()).endsWith("-" + anna.value());
  }

  private Entry enter(
      ApiKey application,
      InetAddress address,
      SharedSecret signedWith,
      SessionKey key,
      Optional<String> callId) {
    return inMemory
        .gallery()
        .sessions()
        .enter(
            new EnterSession(
                Optional.of(application),
                address,
                signedWith::equals,
                Optional.of(key),
                callId.flatMap(CallId::parse)));
  }

  private Entry admit(ApiKey application, InetAddress address, SharedSecret signedWith) {
    return inMemory
        .gallery()
        .sessions()
        .admit(new AdmitApplication(Optional.of(application), address, signedWith::equals));
  }

  private ClientApplication add(String name, boolean isDesktop, List<String> addresses) {
    NewApplication wanted =
        new NewApplication(
            name,
            Optional.of(new ApiKey(name)),
            Optional.empty(),
            Optional.empty(),
            true,
            addresses.stream().map(AddressRange::new).toList(),
            isDesktop,
            Optional.empty());
    if (inMemory.gallery().registrations().addApplication(wanted)
        instanceof Registration.Registered<ClientApplication>(ClientApplication added)) {
      return added;
    }
    throw new AssertionError("the application was not added");
  }

  private OpenedSession open(ClientApplication application, Optional<Duration> lifetime) {
    OpenSession wanted =
        new OpenSession(anna, application.key(), Optional.empty(), Optional.empty(), lifetime);
    if (inMemory.gallery().grants().openSession(wanted)
        instanceof Registration.Registered<OpenedSession>(OpenedSession opened)) {
      return opened;
    }
    throw new AssertionError("the session was not opened");
  }
}
