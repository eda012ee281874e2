package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.operations.Idempotency.Once;
import org.pinacotheca.application.api.operations.Idempotency.RetryKey;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;
import org.pinacotheca.testkit.scenario.SampleMembers;

class IdempotencyTest {
  private static final String FINGERPRINT = "a".repeat(64);

  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Caller anna = world.caller(Persona.ANNA);
  private final RetryKey key = new RetryKey("key-1", FINGERPRINT);

  @Test
  void aRepeatedCommandIsAnsweredAndNotDoneAgain() {
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    assertThat(albums(Persona.ANNA)).isEqualTo(1);
  }

  @Test
  void theKeyOfAnotherCommandIsRefused() {
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    RetryKey other = new RetryKey(key.value(), "b".repeat(64));
    assertThat(create(anna, other, "second")).isEqualTo(new Once.UsedForAnother<>());
    assertThat(albums(Persona.ANNA)).isEqualTo(1);
  }

  @Test
  void aRefusedCommandIsNotKept() {
    assertThat(create(world.readerOnly(Persona.ANNA), key, "refused"))
        .isInstanceOf(Once.Refused.class);
    RetryKey corrected = new RetryKey(key.value(), "b".repeat(64));
    assertThat(answer(create(anna, corrected, "now right"))).isEqualTo("Created now right");
  }

  @Test
  void keysOfOtherCallersAndProgramsAreOtherKeys() {
    assertThat(answer(create(anna, key, "Anna's"))).isEqualTo("Created Anna's");
    assertThat(answer(create(world.caller(Persona.BEN), key, "Ben's"))).isEqualTo("Created Ben's");
    Caller otherProgram = world.caller(Persona.ANNA, SampleApplication.NEWCOMER);
    assertThat(answer(create(otherProgram, key, "another"))).isEqualTo("Created another");
    assertThat(albums(Persona.ANNA)).isEqualTo(2);
  }

  @Test
  void aKeyIsGoodForADay() {
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    inMemory.clock().advance(Duration.ofHours(24).minusNanos(1000));
    assertThat(answer(create(anna, key, "second"))).isEqualTo("Created first");
    inMemory.clock().advance(Duration.ofNanos(1000));
    assertThat(answer(create(anna, key, "third"))).isEqualTo("Created third");
    assertThat(answer(create(anna, key, "fourth"))).isEqualTo("Created third");
    assertThat(albums(Persona.ANNA)).isEqualTo(2);
  }

  @Test
  void aSweepForgetsOldAnswersOnly() {
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    inMemory.clock().advance(Duration.ofHours(23));
    assertThat(inMemory.gallery().operations().sweep()).isEqualTo(new Swept.Done(0));
    assertThat(answer(create(anna, key, "second"))).isEqualTo("Created first");
    inMemory.clock().advance(Duration.ofHours(2));
    assertThat(inMemory.gallery().operations().sweep()).isEqualTo(new Swept.Done(0));
    assertThat(
            inMemory
                .storage()
                .<Boolean>read(tx ->
                    tx.idempotency()
                        .find(new StoredResponse.Id(anna.actor(), anna.application(), key.value()))
                        .isPresent()))
        .isFalse();
  }

  @Test
  void ofManyAtTheSameTimeOneIsDoneAndAllAreAnsweredAlike() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String name = "by thread " + thread;
        answers.add(executor.submit(() -> answer(create(anna, key, name))));
      }
      String first = answers.getFirst().get(5, TimeUnit.MINUTES);
      for (Future<String> other : answers) {
        assertThat(other.get(5, TimeUnit.MINUTES)).isEqualTo(first);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(albums(Persona.ANNA)).isEqualTo(1);
  }

  @Test
  void anUploadIsKeptOnceToo() {
    AddPictures upload =
        new AddPictures(
            Optional.empty(), List.of(new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG)));
    for (int time = 0; time < 2; time++) {
      Once<AddPictures.Outcome> once =
          inMemory
              .gallery()
              .idempotency()
              .once(
                  anna,
                  key,
                  Set.of(Scope.PROFILE_GALLERY),
                  commands -> commands.pictures().add(anna, upload),
                  outcome -> new byte[] {42});
      assertThat(once).isInstanceOf(Once.Answered.class);
    }
    assertThat(inMemory.files().keys()).hasSize(1);
  }

  @Test
  void aCommandWhoseAnswerCannotBeWrittenIsNotDone() {
    assertThatThrownBy(() ->
            inMemory
                .gallery()
                .idempotency()
                .once(
                    anna,
                    key,
                    Set.of(Scope.PROFILE_GALLERY),
                    commands ->
                        commands
                            .albums()
                            .create(anna, new CreateAlbum(draft("first").check().orElseThrow())),
                    outcome -> {
                      throw new IllegalArgumentException("cannot be written");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(albums(Persona.ANNA)).isZero();
  }

  @Test
  void whoLostTheGroupIsNotAnsweredAgain() {
    Caller clara = world.caller(Persona.CLARA).actingFor(world.member(Persona.ANNA));
    assertThat(answer(create(clara, key, "first"))).isEqualTo("Created first");
    leaveGroup(Persona.ANNA);
    assertThat(create(clara, key, "first"))
        .isEqualTo(new Once.Denied<>(new Denial.NotInGroup(world.member(Persona.ANNA))));
    RetryKey other = new RetryKey(key.value(), "b".repeat(64));
    assertThat(create(clara, other, "second")).isInstanceOf(Once.Denied.class);
  }

  private void leaveGroup(Persona role) {
    Group group =
        inMemory
            .storage()
            .<Group>read(tx -> tx.groups().ofMember(world.member(role)).orElseThrow());
    Set<UserId> others = new HashSet<>(group.members());
    others.remove(world.member(role));
    assertThat(
            inMemory
                .gallery()
                .registrations()
                .replaceGroup(new Group(group.id(), group.name(), group.manager(), others)))
        .isInstanceOf(Registration.Registered.class);
  }

  @Test
  void aTokenWithoutTheScopeIsNotAnsweredAgain() {
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    assertThat(create(world.readerOnly(Persona.ANNA), key, "first"))
        .isEqualTo(new Once.Denied<>(new Denial.ScopeMissing(Scope.PROFILE_GALLERY)));
    Caller lesser =
        world.caller(Persona.ANNA, SampleApplication.TRUSTED, Set.of(Scope.PROFILE_GALLERY));
    assertThat(answer(create(lesser, key, "first"))).isEqualTo("Created first");
  }

  @Test
  void aKeyIsVisibleAscii() {
    assertThat(RetryKey.isWellFormed("!~".repeat(127))).isTrue();
    for (String bad : List.of("", " ", "a b", "ä", "a".repeat(256), "a\n")) {
      assertThat(RetryKey.isWellFormed(bad)).as(bad).isFalse();
      assertThatThrownBy(() -> new RetryKey(bad, FINGERPRINT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFullDiskGivesAnEarlierAnswerAgainAndRefusesANewCommand() {
    assertThat(answer(create(anna, key, "first"))).isEqualTo("Created first");
    Gallery onFullDisk =
        Gallery.of(
            new FullDisk(inMemory.storage()),
            inMemory.files(),
            inMemory.processor(),
            inMemory.secrets(),
            GallerySettings.DEFAULT);
    assertThat(answer(create(onFullDisk, anna, key, "first"))).isEqualTo("Created first");
    RetryKey another = new RetryKey("key-2", FINGERPRINT);
    assertThatThrownBy(() -> create(onFullDisk, anna, another, "second"))
        .isInstanceOf(StorageFullException.class);
    assertThat(albums(Persona.ANNA)).isEqualTo(1);
  }

  /** A storage whose disk is full but for its reserve. */
  private record FullDisk(UnitOfWork storage) implements UnitOfWork {
    @Override
    public <T> T transact(Function<? super Transaction, ? extends T> command) {
      throw new StorageFullException("the disk is full", null);
    }

    @Override
    public <T> T transactInReserve(Function<? super Transaction, ? extends T> command) {
      return storage.transactInReserve(command);
    }

    @Override
    public <T> T read(Function<? super Transaction, ? extends T> query) {
      return storage.read(query);
    }

    @Override
    public void requireRoom() {
      throw new StorageFullException("the disk is full", null);
    }

    @Override
    public Instant now() {
      return storage.now();
    }

    @Override
    public long nanoTime() {
      return storage.nanoTime();
    }

    @Override
    public void compact() {
      storage.compact();
    }
  }

  private Once<CreateAlbum.Outcome> create(Caller caller, RetryKey retryKey, String name) {
    return create(inMemory.gallery(), caller, retryKey, name);
  }

  private static Once<CreateAlbum.Outcome> create(
      Gallery gallery, Caller caller, RetryKey retryKey, String name) {
    return gallery
        .idempotency()
        .once(
            caller,
            retryKey,
            Set.of(Scope.PROFILE_GALLERY),
            commands ->
                commands
                    .albums()
                    .create(caller, new CreateAlbum(draft(name).check().orElseThrow())),
            IdempotencyTest::write);
  }

  private static byte[] write(CreateAlbum.Outcome outcome) {
    return switch (outcome) {
      case CreateAlbum.Created(var view) ->
          ("Created " + view.album().name().value()).getBytes(StandardCharsets.UTF_8);
      case InvalidFields invalid -> throw new AssertionError(invalid);
      default -> throw new AssertionError(outcome);
    };
  }

  private static String answer(Once<CreateAlbum.Outcome> once) {
    if (once instanceof Once.Answered<CreateAlbum.Outcome>(byte[] body, var _)) {
      return new String(body, StandardCharsets.UTF_8);
    }
    throw new AssertionError("not answered: " + once);
  }

  private int albums(Persona owner) {
    ListAlbums query = new ListAlbums(world.member(owner), false, Masking.NONE);
    return inMemory.gallery().albums().list(world.caller(owner), query)
            instanceof ListAlbums.Listed(var albums)
        ? albums.size()
        : -1;
  }

  private static AlbumDraft draft(String name) {
    return AlbumDraft.named(name);
  }
}
