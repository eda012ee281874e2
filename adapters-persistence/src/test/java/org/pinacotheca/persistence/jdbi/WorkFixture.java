package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.UserId;

/** A storage for tests of concurrent or disturbed units of work. */
interface WorkFixture {
  Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  AtomicInteger COMMUNITIES = new AtomicInteger();

  /** An open storage with any content. */
  TestDatabase database();

  /** Opens a storage with these settings, over another database. */
  TestDatabase another(JdbiSettings settings);

  /** Breaks the connections of the storage. */
  void breakConnections(TestDatabase database) throws SQLException;

  default UnitOfWork work() {
    return database().storage().unitOfWork();
  }

  static void change(UnitOfWork work, Consumer<Transaction> change) {
    work.<Boolean>transact(tx -> {
      change.accept(tx);
      return true;
    });
  }

  default UserId member() {
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

  static Album album(AlbumId id, UserId owner) {
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

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
