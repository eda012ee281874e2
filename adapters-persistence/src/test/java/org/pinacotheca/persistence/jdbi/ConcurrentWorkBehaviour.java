package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.persistence.jdbi.WorkFixture.album;
import static org.pinacotheca.persistence.jdbi.WorkFixture.await;
import static org.pinacotheca.persistence.jdbi.WorkFixture.change;
import static org.pinacotheca.persistence.jdbi.WorkFixture.community;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.memory.FakeImageProcessor;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;
import org.pinacotheca.testkit.memory.InMemorySecrets;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** How both databases must handle concurrent work. */
interface ConcurrentWorkBehaviour extends WorkFixture {
  CreateAlbum ALBUM = new CreateAlbum(AlbumDraft.named("Once").check().orElseThrow());

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  default void whoHoldsAMemberMakesOthersWaitAndSeeWhatTheyDid() throws Exception {
    UserId owner = member();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              work()
                  .<Boolean>transact(tx -> {
                    boolean there = tx.members().lockGallery(owner);
                    held.countDown();
                    await(looked);
                    // Long enough to detect a thread that does not wait.
                    sleep(200);
                    tx.albums().add(album(tx.albums().nextId(), owner));
                    return there;
                  }));
      await(held);
      int seen =
          work()
              .transact(tx -> {
                assertThat(tx.albums().extent(owner).count())
                    .as("before the other commits")
                    .isZero();
                looked.countDown();
                assertThat(tx.members().lockGallery(owner)).isTrue();
                return tx.albums().extent(owner).count();
              });
      assertThat(seen).isEqualTo(1);
      assertThat(first.get()).isTrue();
    }
  }

  @Test
  default void whoHoldsAMemberDoesNotMakeReadersAndOtherMembersWait() throws Exception {
    UserId owner = member();
    UserId other = member();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> holding =
          threads.submit(() ->
              work()
                  .<Boolean>transact(tx -> {
                    boolean there = tx.members().lockGallery(owner);
                    held.countDown();
                    await(done);
                    return there;
                  }));
      await(held);
      try {
        assertThat(work().<Optional<Member>>read(tx -> tx.members().find(owner))).isPresent();
        assertThat(work().<Boolean>transact(tx -> tx.members().lockGallery(other))).isTrue();
      } finally {
        done.countDown();
      }
      assertThat(holding.get()).isTrue();
    }
  }

  @Test
  default void twoThatHoldTheSameMembersCrosswiseAreBothDone() throws Exception {
    UserId one = member();
    UserId other = member();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> there = threads.submit(() -> lockBoth(one, other));
      Future<Boolean> back = threads.submit(() -> lockBoth(other, one));
      assertThat(there.get()).isTrue();
      assertThat(back.get()).isTrue();
    }
  }

  private boolean lockBoth(UserId one, UserId other) {
    return work()
        .transact(tx -> {
          boolean first = tx.members().lockGallery(one);
          sleep(50);
          return first && tx.members().lockGallery(other);
        });
  }

  @Test
  default void ofTwoThatAddTheSameOneIsRunAgainAndFindsIt() throws Exception {
    Community community = community();
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch bothLooked = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> added = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        added.add(
            threads.submit(() ->
                work()
                    .<Boolean>transact(tx -> {
                      runs.incrementAndGet();
                      boolean there = tx.communities().find(community.name()).isPresent();
                      bothLooked.countDown();
                      await(bothLooked);
                      if (!there) {
                        tx.communities().add(community);
                      }
                      return !there;
                    })));
      }
      assertThat(List.of(added.get(0).get(), added.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(runs.get()).isEqualTo(3);
  }

  @Test
  default void aBreachOfUniquenessThatStaysIsGivenUp() {
    Community community = community();
    change(work(), tx -> tx.communities().add(community));
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(() ->
            change(
                work(),
                tx -> {
                  runs.incrementAndGet();
                  tx.communities().add(community);
                }))
        .isInstanceOf(StorageException.class)
        .hasMessageNotContaining(community.name().value());
    assertThat(runs.get()).isGreaterThan(1);
  }

  @Test
  default void ofCommandsWithOneRetryKeyOneIsDoneAndAllAreAnsweredAlike() throws Exception {
    Gallery gallery = gallery();
    SampleMembers world = SampleMembers.of(gallery, ManualClock.atSomeNoon());
    Caller anna = world.caller(Persona.ANNA);
    Idempotency.RetryKey key = new Idempotency.RetryKey("the-same", "a".repeat(64));
    List<Future<Object>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        byte[] answer = {(byte) thread};
        answers.add(
            threads.submit(() ->
                switch (gallery
                    .idempotency()
                    .<CreateAlbum.Outcome>once(
                        anna,
                        key,
                        Set.of(Scope.PROFILE_GALLERY),
                        it -> it.albums().create(anna, ALBUM),
                        _ -> answer)) {
                  case Idempotency.Once.Answered<CreateAlbum.Outcome>(byte[] body, var _) ->
                      body[0];
                  case Idempotency.Once<CreateAlbum.Outcome> other -> other;
                }));
      }
      for (Future<Object> answer : answers) {
        assertThat(answer.get()).isEqualTo(answers.getFirst().get()).isInstanceOf(Byte.class);
      }
    }
    assertThat(work().<Integer>read(tx -> tx.albums().extent(anna.subject()).count())).isOne();
  }

  private Gallery gallery() {
    return Gallery.of(
        work(),
        new InMemoryPictureFiles(InstantSource.system()),
        new FakeImageProcessor(),
        new InMemorySecrets(COMMUNITIES.incrementAndGet()),
        GallerySettings.DEFAULT);
  }

  @Test
  default void albumsThatAreMovedAtTheSameTimeLeaveNoGapAndNoTwoAtOnePlace() throws Exception {
    Gallery gallery = gallery();
    Caller anna = SampleMembers.of(gallery, ManualClock.atSomeNoon()).caller(Persona.ANNA);
    for (int number = 0; number < 6; number++) {
      gallery.albums().create(anna, ALBUM);
    }
    List<Album> albums = work().read(tx -> tx.albums().ofOwner(anna.subject()));
    List<Future<UpdateAlbum.Outcome>> moves = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int number = 0; number < 24; number++) {
        UpdateAlbum move =
            new UpdateAlbum(
                albums.get(number % 6).id(),
                new AlbumChange(
                        Optional.of("Moved"),
                        new Change.Keep<>(),
                        new Change.Keep<>(),
                        new Change.Keep<>(),
                        new Change.Keep<>())
                    .check()
                    .orElseThrow(),
                OptionalInt.of(number * 5 % 7));
        moves.add(threads.submit(() -> gallery.albums().update(anna, move)));
      }
      for (Future<UpdateAlbum.Outcome> move : moves) {
        assertThat(move.get()).isInstanceOf(UpdateAlbum.Updated.class);
      }
    }
    assertThat(work().<List<Album>>read(tx -> tx.albums().ofOwner(anna.subject())))
        .extracting(Album::sequence)
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  default void manyVirtualThreadsShareTheFewConnections() throws Exception {
    UserId owner = member();
    int units = 300;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AlbumId>> added = new ArrayList<>();
      for (int unit = 0; unit < units; unit++) {
        added.add(
            threads.submit(() ->
                work()
                    .<AlbumId>transact(tx -> {
                      AlbumId id = tx.albums().nextId();
                      tx.albums().add(album(id, owner));
                      return id;
                    })));
      }
      List<AlbumId> ids = new ArrayList<>();
      for (Future<AlbumId> id : added) {
        ids.add(id.get());
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
    assertThat(work().<Integer>read(tx -> tx.albums().extent(owner).count())).isEqualTo(units);
  }
}
