package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.accounts.RpcSessions.EnterSession;
import org.pinacotheca.application.api.accounts.RpcSessions.Entry;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.operations.Idempotency.Once;
import org.pinacotheca.application.api.operations.Idempotency.RetryKey;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/**
 * How what is sent twice is done once: by an idempotency key, or by the {@code call_id} of a
 * session. Part of {@link GalleryContract}.
 */
public interface RetryBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void aCommandWithAKeyIsDoneOnceAndAnsweredAgain() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    RetryKey key = key("key", 'a');
    assertAnswered(create(fixture, anna, key, "first"), "first", true);
    assertAnswered(create(fixture, anna, key, "second"), "first", false);
    assertThat(create(fixture, anna, key("key", 'b'), "third"))
        .isEqualTo(new Once.UsedForAnother<>());
    assertAnswered(create(fixture, anna, key("KEY", 'a'), "fourth"), "fourth", true);
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).hasSize(2);
  }

  @Test
  default void aKeyIsItsActorsAndProgramsAndForgottenAfterADay() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    RetryKey key = key("key", 'a');
    assertAnswered(create(fixture, anna, key, "Anna's"), "Anna's", true);
    assertAnswered(create(fixture, fixture.as(Persona.BEN), key, "Ben's"), "Ben's", true);
    Caller other = fixture.as(Persona.ANNA, SampleApplication.NEWCOMER);
    assertAnswered(create(fixture, other, key, "another"), "another", true);
    fixture.world().clock().advance(Duration.ofHours(24).minusMillis(1));
    assertAnswered(create(fixture, anna, key, "late"), "Anna's", false);
    fixture.world().clock().advance(Duration.ofMillis(1));
    assertAnswered(create(fixture, anna, key, "next day"), "next day", true);
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).hasSize(3);
  }

  @Test
  default void aRefusalUsesNoKeyAndNoAnswerGoesToWhoMayNotHaveIt() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Caller reader = fixture.readerOnly(Persona.ANNA);
    RetryKey key = key("key", 'a');
    assertThat(create(fixture, reader, key, "refused")).isInstanceOf(Once.Refused.class);
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).isEmpty();
    assertAnswered(create(fixture, anna, key, "done"), "done", true);
    assertThat(create(fixture, reader, key, "done")).isInstanceOf(Once.Denied.class);
  }

  @Test
  default void theCallsOfASessionHaveEverGreaterIds() {
    GalleryFixture fixture = fixture();
    fixture.useCases();
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    assertThat(enter(fixture, anna, "7", true)).isInstanceOf(Entry.Entered.class);
    assertThat(enter(fixture, anna, "7", true)).isInstanceOf(Entry.CallIdNotGreater.class);
    assertThat(enter(fixture, anna, "7.0", true)).isInstanceOf(Entry.CallIdNotGreater.class);
    assertThat(enter(fixture, anna, "6.9", true)).isInstanceOf(Entry.CallIdNotGreater.class);
    assertThat(enter(fixture, anna, "10", false)).isInstanceOf(Entry.WrongSignature.class);
    assertThat(enter(fixture, anna, "7.5", true))
        .as("a refused call uses up no id")
        .isEqualTo(
            new Entry.Entered(
                fixture.world().application(SampleApplication.TRUSTED),
                Caller.of(anna.actor(), anna.application(), Set.of(Scope.PROFILE_GALLERY))));
    assertThat(enter(fixture, anna, "10", true))
        .as("not as texts")
        .isInstanceOf(Entry.Entered.class);
    assertThat(enter(fixture, ben, "1", true))
        .as("another session")
        .isInstanceOf(Entry.Entered.class);
  }

  private static Entry enter(GalleryFixture fixture, Caller caller, String callId, boolean signed) {
    return fixture
        .useCases()
        .sessions()
        .enter(
            new EnterSession(
                Optional.of(caller.application()),
                InetAddress.getLoopbackAddress(),
                secret -> signed,
                Optional.of(fixture.world().session(caller).session()),
                Optional.of(new CallId(new BigDecimal(callId)))));
  }

  private static RetryKey key(String value, char fingerprint) {
    return new RetryKey(value, Character.toString(fingerprint).repeat(64));
  }

  private static Once<CreateAlbum.Outcome> create(
      GalleryFixture fixture, Caller caller, RetryKey key, String name) {
    return fixture
        .useCases()
        .idempotency()
        .once(
            caller,
            key,
            Set.of(Scope.PROFILE_GALLERY),
            commands -> commands.albums().create(caller, Commands.create(AlbumDraft.named(name))),
            outcome ->
                ((CreateAlbum.Created) outcome)
                    .album()
                    .album()
                    .name()
                    .value()
                    .getBytes(StandardCharsets.UTF_8));
  }

  private static void assertAnswered(Once<CreateAlbum.Outcome> once, String answer, boolean isNew) {
    assertThat(once)
        .isInstanceOfSatisfying(
            Once.Answered.class,
            answered -> {
              assertThat(new String(answered.answer(), StandardCharsets.UTF_8)).isEqualTo(answer);
              assertThat(answered.isNew()).isEqualTo(isNew);
            });
  }
}
