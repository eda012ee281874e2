package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.CreateAlbum;
import org.pinacotheca.application.api.Retries;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.AnswerStore;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.member.Community;
import org.pinacotheca.domain.member.CommunityName;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.Nickname;
import org.pinacotheca.domain.member.UserId;
import org.pinacotheca.persistence.keys.AesGcmSeal;
import org.pinacotheca.testkit.InMemoryPictureFiles;
import org.pinacotheca.testkit.InMemorySecrets;
import org.pinacotheca.testkit.ManualClock;
import org.pinacotheca.testkit.Role;
import org.pinacotheca.testkit.SketchStudio;
import org.pinacotheca.testkit.World;

/** What both databases must do alike when work meets other work, or goes wrong. */
abstract class ConcurrentWorkBehaviour {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final AtomicInteger COMMUNITIES = new AtomicInteger();
  private static final CreateAlbum ALBUM =
      new CreateAlbum(
          new AlbumDraft(
              Optional.of("Once"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));

  /** An open storage, which may hold anything. */
  abstract TestDatabase database();

  /** Opens a storage of its own with these settings, over another database. */
  abstract TestDatabase another(JdbiSettings settings);

  /** Takes the connections of the storage away from it. */
  abstract void breakConnections(TestDatabase database) throws SQLException;

  private UnitOfWork work() {
    return database().storage().unitOfWork();
  }

  static void change(UnitOfWork work, Consumer<Transaction> change) {
    work.<Boolean>transact(tx -> {
      change.accept(tx);
      return true;
    });
  }

  private UserId member() {
    return work().transact(tx -> addMember(tx));
  }

  private static UserId addMember(Transaction tx) {
    UserId id = tx.members().nextId();
    tx.members().add(new Member(id, new Nickname("Member " + id.value()), Optional.empty()));
    return id;
  }

  static Community community() {
    return new Community(new CommunityName("c" + COMMUNITIES.incrementAndGet()), "Title");
  }

  private static Album album(AlbumId id, UserId owner) {
    return new Album(
        id,
        owner,
        new AlbumName("Album"),
        "",
        "",
        Optional.empty(),
        new AlbumKind.Ordinary(),
        0,
        NOON,
        NOON,
        AlbumTally.EMPTY);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoHoldsAMemberMakesOthersWaitAndSeeWhatHeDid() throws Exception {
    UserId owner = member();
    CountDownLatch held = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              work()
                  .<Boolean>transact(tx -> {
                    boolean there = tx.members().hold(owner);
                    held.countDown();
                    sleep(200);
                    tx.albums().add(album(tx.albums().nextId(), owner));
                    return there;
                  }));
      await(held);
      int seen =
          work()
              .transact(tx -> {
                assertThat(tx.albums().count(owner)).as("before the other commits").isZero();
                assertThat(tx.members().hold(owner)).isTrue();
                return tx.albums().count(owner);
              });
      assertThat(seen).isEqualTo(1);
      assertThat(first.get()).isTrue();
    }
  }

  @Test
  void whoHoldsAMemberDoesNotMakeReadersAndOtherMembersWait() throws Exception {
    UserId owner = member();
    UserId other = member();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> holding =
          threads.submit(() ->
              work()
                  .<Boolean>transact(tx -> {
                    boolean there = tx.members().hold(owner);
                    held.countDown();
                    await(done);
                    return there;
                  }));
      await(held);
      try {
        assertThat(work().<Optional<Member>>read(tx -> tx.members().find(owner))).isPresent();
        assertThat(work().<Boolean>transact(tx -> tx.members().hold(other))).isTrue();
      } finally {
        done.countDown();
      }
      assertThat(holding.get()).isTrue();
    }
  }

  @Test
  void twoThatHoldTheSameMembersCrosswiseAreBothDone() throws Exception {
    UserId one = member();
    UserId other = member();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> there = threads.submit(() -> holdBoth(one, other));
      Future<Boolean> back = threads.submit(() -> holdBoth(other, one));
      assertThat(there.get()).isTrue();
      assertThat(back.get()).isTrue();
    }
  }

  private boolean holdBoth(UserId one, UserId other) {
    return work()
        .transact(tx -> {
          boolean first = tx.members().hold(one);
          sleep(50);
          return first && tx.members().hold(other);
        });
  }

  @Test
  void ofTwoThatAddTheSameOneIsRunAgainAndFindsIt() throws Exception {
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
  void aBreachOfUniquenessThatStaysIsGivenUp() {
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
  void ofCommandsWithOneRetryKeyOneIsDoneAndAllAreAnsweredAlike() throws Exception {
    Gallery gallery =
        Gallery.of(
            work(),
            new InMemoryPictureFiles(InstantSource.system()),
            new SketchStudio(),
            new InMemorySecrets(COMMUNITIES.incrementAndGet()),
            GallerySettings.DEFAULT);
    World world = World.of(gallery, ManualClock.atSomeNoon());
    Caller anna = world.caller(Role.ANNA);
    Retries.RetryKey key = new Retries.RetryKey("the-same", "a".repeat(64));
    List<Future<Object>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        byte[] answer = {(byte) thread};
        answers.add(
            threads.submit(() ->
                switch (gallery
                    .retries()
                    .<CreateAlbum.Outcome>once(
                        anna, key, it -> it.albums().create(anna, ALBUM), _ -> answer)) {
                  case Retries.Once.Answered<CreateAlbum.Outcome>(byte[] body) -> body[0];
                  case Retries.Once<CreateAlbum.Outcome> other -> other;
                }));
      }
      for (Future<Object> answer : answers) {
        assertThat(answer.get()).isEqualTo(answers.getFirst().get()).isInstanceOf(Byte.class);
      }
    }
    assertThat(work().<Integer>read(tx -> tx.albums().count(anna.subject()))).isOne();
  }

  @Test
  void aFailedStatementCannotBePassedOver() {
    Community community = community();
    assertThatThrownBy(() ->
            change(
                work(),
                tx -> {
                  tx.communities().add(community);
                  // A key longer than its column.
                  assertThatThrownBy(() ->
                          tx.answers()
                              .add(
                                  new AnswerStore.Answer(
                                      new UserId(1),
                                      new UserId(1),
                                      new ApiKey("key"),
                                      "x".repeat(300),
                                      "",
                                      new byte[0],
                                      NOON)))
                      .isNotNull();
                }))
        .isInstanceOf(StorageException.class);
    assertThat(work().<Optional<Community>>read(tx -> tx.communities().find(community.name())))
        .isEmpty();
  }

  @Test
  void whatIsThrownLeavesNothingBehindAndTheConnectionGood() {
    Community community = community();
    for (int time = 0; time < 2 * JdbiSettings.DEFAULT.connectionsMax(); time++) {
      assertThatThrownBy(() ->
              change(
                  work(),
                  tx -> {
                    tx.communities().add(community);
                    throw new IllegalArgumentException("no");
                  }))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(work().<Optional<Community>>read(tx -> tx.communities().find(community.name())))
        .isEmpty();
  }

  @Test
  void readingWorkCannotHoldNorTakeNumbersNorWrite() {
    UserId owner = member();
    List<Consumer<Transaction>> writes =
        List.of(
            tx -> tx.members().hold(owner),
            tx -> tx.members().nextId(),
            tx -> tx.groups().nextId(),
            tx -> tx.albums().nextId(),
            tx -> tx.pictures().nextIds(1),
            tx -> tx.tokens().useRefresh(SecretHash.of("a")),
            tx -> tx.communities().add(community()));
    for (Consumer<Transaction> write : writes) {
      assertThatThrownBy(() ->
              work()
                  .<Boolean>read(tx -> {
                    write.accept(tx);
                    return true;
                  }))
          .isInstanceOf(IllegalStateException.class);
    }
    member();
  }

  @Test
  void storesCannotBeUsedWhenTheWorkHasEnded() {
    AlbumStore escaped = work().read(tx -> tx.albums());
    assertThatThrownBy(() -> escaped.count(new UserId(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyVirtualThreadsShareTheFewConnections() throws Exception {
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
    assertThat(work().<Integer>read(tx -> tx.albums().count(owner))).isEqualTo(units);
  }

  @Test
  void whoGetsNoConnectionInTimeFailsAndTheNextOneWorks() throws Exception {
    JdbiSettings few = new JdbiSettings(2, java.time.Duration.ofMillis(250));
    try (TestDatabase database = another(few);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      UnitOfWork work = database.storage().unitOfWork();
      CountDownLatch busy = new CountDownLatch(2);
      CountDownLatch done = new CountDownLatch(1);
      List<Future<Boolean>> working = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        working.add(
            threads.submit(() ->
                work.<Boolean>transact(_ -> {
                  busy.countDown();
                  await(done);
                  return true;
                })));
      }
      await(busy);
      try {
        assertThatThrownBy(() -> work.read(Transaction::now))
            .isInstanceOf(StorageUnavailableException.class)
            .hasMessageContaining("no connection in time");
      } finally {
        done.countDown();
      }
      for (Future<Boolean> unit : working) {
        assertThat(unit.get()).isTrue();
      }
      assertThat(work.<Instant>read(Transaction::now)).isNotNull();
    }
  }

  @Test
  void aCommitThatFailsIsAnExceptionAndNothingIsThere() throws SQLException {
    try (TestDatabase database = another(JdbiSettings.DEFAULT)) {
      Community community = community();
      assertThatThrownBy(() ->
              change(
                  database.storage().unitOfWork(),
                  tx -> {
                    tx.communities().add(community);
                    try {
                      breakConnections(database);
                    } catch (SQLException e) {
                      throw new AssertionError(e);
                    }
                  }))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("commit");
      try (JdbiStorage storage = reopened(database)) {
        UnitOfWork work = storage.unitOfWork();
        assertThat(work.<Optional<Community>>read(tx -> tx.communities().find(community.name())))
            .isEmpty();
      }
    }
  }

  @Test
  void anotherMasterKeyIsRefused() {
    AesGcmSeal other = new AesGcmSeal(Keys.master(2));
    try (TestDatabase database = another(JdbiSettings.DEFAULT)) {
      database.storage().close();
      assertThatThrownBy(() -> reopen(database, other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("master key")
          .hasMessageNotContaining(other.fingerprint());
      reopen(database, Keys.seal()).close();
    }
  }

  private static JdbiStorage reopened(TestDatabase database) {
    database.storage().close();
    return reopen(database, Keys.seal());
  }

  private static JdbiStorage reopen(TestDatabase database, AesGcmSeal seal) {
    return database.open(seal, InstantSource.system(), JdbiSettings.DEFAULT);
  }
}
