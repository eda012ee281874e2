package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.persistence.jdbi.WorkFixture.await;
import static org.pinacotheca.persistence.jdbi.WorkFixture.change;
import static org.pinacotheca.persistence.jdbi.WorkFixture.community;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.persistence.crypto.AesGcmCipher;

/** How both databases must handle failing work. */
interface FailingWorkBehaviour extends WorkFixture {
  int CONNECTING_TRIES = 100;

  @Test
  default void aFailedStatementCannotBePassedOver() {
    Community community = community();
    assertThatThrownBy(() ->
            change(
                work(),
                tx -> {
                  tx.communities().add(community);
                  // A key longer than its column.
                  assertThatThrownBy(() ->
                          tx.idempotency()
                              .add(
                                  new StoredResponse(
                                      new StoredResponse.Id(
                                          new UserId(1), new ApiKey("key"), "x".repeat(300)),
                                      new UserId(1),
                                      "",
                                      new byte[0],
                                      NOON,
                                      Set.of()),
                                  NOON))
                      .isNotNull();
                }))
        .isInstanceOf(StorageException.class);
    assertThat(work().<Optional<Community>>read(tx -> tx.communities().find(community.name())))
        .isEmpty();
  }

  @Test
  default void whatIsThrownLeavesNothingBehindAndTheConnectionGood() {
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
  default void readingWorkCannotHoldNorTakeNumbersNorWrite() {
    UserId owner = member();
    List<Consumer<Transaction>> writes =
        List.of(
            tx -> tx.members().lockGallery(owner),
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
  default void storesCannotBeUsedWhenTheWorkHasEnded() {
    AlbumStore escaped = work().read(tx -> tx.albums());
    assertThatThrownBy(() -> escaped.extent(new UserId(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void whoGetsNoConnectionInTimeFailsAndTheNextOneWorks() throws Exception {
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
                onceConnected(() ->
                    work.<Boolean>transact(_ -> {
                      busy.countDown();
                      await(done);
                      return true;
                    }))));
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

  /** A busy machine may be slow to connect. */
  private static boolean onceConnected(BooleanSupplier unit) {
    for (int tries = 1; true; tries++) {
      try {
        return unit.getAsBoolean();
      } catch (StorageUnavailableException e) {
        if (tries == CONNECTING_TRIES) {
          throw e;
        }
      }
    }
  }

  @Test
  default void aCommitThatFailsIsAnExceptionAndNothingIsThere() throws SQLException {
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
  default void anotherMasterKeyIsRefused() {
    AesGcmCipher other = new AesGcmCipher(Keys.master(2));
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

  private static JdbiStorage reopen(TestDatabase database, AesGcmCipher seal) {
    return database.open(seal, InstantSource.system(), JdbiSettings.DEFAULT);
  }
}
