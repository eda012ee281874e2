package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.IdempotencyStore.StoredResponse;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.CallId;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.Community;
import org.pinacotheca.domain.identity.CommunityName;
import org.pinacotheca.domain.identity.Group;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.Nickname;
import org.pinacotheca.domain.identity.RpcSession;
import org.pinacotheca.domain.identity.SecretHash;
import org.pinacotheca.domain.identity.SharedSecret;
import org.pinacotheca.domain.identity.TokenFamily;
import org.pinacotheca.domain.identity.TokenGrant;
import org.pinacotheca.domain.identity.Usage;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.testkit.memory.UndoneException;

/** The contract of a unit of work: all or nothing. Part of {@link StorageContract}. */
public interface UnitOfWorkContract {
  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void theTimeStandsStillWithinAUnitAndHasWholeMicroseconds() {
    fixture()
        .change(tx -> {
          Instant first = tx.now();
          assertThat(first).isEqualTo(first.truncatedTo(ChronoUnit.MICROS));
          busyFor(Duration.ofMillis(5));
          assertThat(tx.now()).isEqualTo(first);
        });
    Instant earlier = fixture().read(Transaction::now);
    assertThat(fixture().<Instant>read(Transaction::now)).isAfterOrEqualTo(earlier);
  }

  @Test
  default void whatWasCommittedIsSeenByOthers() {
    UserId id = fixture().member();
    assertThat(fixture().maybe(tx -> tx.members().find(id))).isPresent();
    assertThat(fixture().<Boolean>write(tx -> tx.members().find(id).isPresent())).isTrue();
  }

  @Test
  default void aUnitSeesItsOwnWrites() {
    UserId owner = fixture().member();
    fixture()
        .change(tx -> {
          Album album = StorageFixture.newAlbum(tx.albums().nextId(), owner, 0);
          tx.albums().add(album);
          assertThat(tx.albums().find(owner, album.id())).contains(album);
          assertThat(tx.albums().extent(owner).count()).isEqualTo(1);
          tx.albums().remove(album);
          assertThat(tx.albums().find(owner, album.id())).isEmpty();
        });
  }

  @Test
  default void anExceptionTakesEveryWriteBackAndIsThrownOn() {
    UndoneException failure = new UndoneException();
    everythingIsTakenBackBy(
        failure,
        tx -> {
          throw failure;
        });
  }

  @Test
  default void anErrorTakesEveryWriteBackAndIsThrownOn() {
    AssertionError failure = new AssertionError("undone");
    everythingIsTakenBackBy(
        failure,
        tx -> {
          throw failure;
        });
  }

  private void everythingIsTakenBackBy(Throwable failure, Consumer<Transaction> end) {
    StorageFixture fixture = fixture();
    Existing before = new Existing(fixture);
    String name = StorageFixture.unique();
    SecretHash hash = SecretHash.of(name);
    PageRequest firstPage = new PageRequest(1, 100);
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              before.changeEverything(tx, name, hash);
              end.accept(tx);
            }))
        .isSameAs(failure);
    fixture.read(tx -> {
      assertThat(tx.communities().find(new CommunityName(name))).isEmpty();
      assertThat(tx.applications().find(new ApiKey(name))).isEmpty();
      assertThat(tx.tokens().find(TokenGrant.Kind.BEARER, hash)).isEmpty();
      assertThat(tx.tokens().find(TokenGrant.Kind.REFRESH, hash)).isEmpty();
      assertThat(tx.tokens().find(TokenGrant.Kind.REFRESH, before.refresh.token()))
          .contains(before.refresh);
      assertThat(tx.sessions().find(hash)).isEmpty();
      assertThat(tx.albums().find(before.owner, before.album.id())).contains(before.album);
      assertThat(tx.albums().extent(before.owner).count()).isEqualTo(1);
      assertThat(tx.pictures().ofAlbum(before.owner, before.album.id()))
          .containsExactlyElementsOf(before.pictures);
      assertThat(tx.groups().ofMember(before.owner)).isEmpty();
      assertThat(tx.audit().entries(Optional.of(before.owner), Optional.empty(), firstPage).items())
          .isEmpty();
      assertThat(
              tx.idempotency().find(new StoredResponse.Id(before.owner, before.application, name)))
          .isEmpty();
      return tx.members().find(before.owner);
    });
    assertThat(
            fixture.<Boolean>write(
                tx -> tx.sessions().advance(before.session, new CallId(BigDecimal.ONE))))
        .isTrue();
  }

  @Test
  default void whatFollowsACommitRunsInOrderAndOutsideOfTheUnit() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    List<String> seen = new ArrayList<>();
    fixture.change(tx -> {
      tx.albums().add(StorageFixture.newAlbum(tx.albums().nextId(), owner, 0));
      tx.afterCommit(() ->
          seen.add("albums " + fixture.<Integer>read(it -> it.albums().extent(owner).count())));
      tx.afterCommit(() -> seen.add("second"));
      assertThat(seen).isEmpty();
    });
    assertThat(seen).containsExactly("albums 1", "second");
  }

  @Test
  default void nothingFollowsARollbackOrARead() {
    StorageFixture fixture = fixture();
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              tx.afterCommit(() -> seen.add("after a rollback"));
              throw new UndoneException();
            }))
        .isInstanceOf(UndoneException.class);
    assertThatThrownBy(() ->
            fixture.read(tx -> {
              tx.afterCommit(() -> seen.add("after a read"));
              return 0;
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(seen).isEmpty();
  }

  @Test
  default void aBreachOfUniquenessTakesTheWholeUnitBack() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              tx.albums().add(StorageFixture.newAlbum(tx.albums().nextId(), owner, 0));
              tx.members().add(new Member(owner, new Nickname("Another"), Optional.empty()));
            }))
        .isInstanceOf(RuntimeException.class);
    assertThat(fixture.<Integer>read(tx -> tx.albums().extent(owner).count())).isZero();
  }

  @Test
  default void aWriteWhileReadingIsRefused() {
    StorageFixture fixture = fixture();
    Existing before = new Existing(fixture);
    String name = StorageFixture.unique();
    List<Consumer<Transaction>> writes =
        List.of(
            tx -> tx.communities().add(new Community(new CommunityName(name), "Title")),
            tx ->
                tx.members()
                    .add(
                        new Member(new UserId(2_000_000_000), new Nickname("N"), Optional.empty())),
            tx ->
                tx.albums()
                    .replace(before.album.holding(before.album.tally(), SOME_TIME.plusSeconds(1))),
            tx -> tx.pictures().remove(before.pictures),
            tx -> tx.tokens().useRefresh(before.refresh.token()),
            tx -> tx.tokens().removeFamily(before.refresh.family().id()),
            tx -> tx.sessions().advance(before.session, new CallId(BigDecimal.ONE)),
            tx ->
                tx.audit()
                    .append(
                        AuditEntry.ofOperator(
                            SOME_TIME, Optional.empty(), AuditAction.TOKEN_REVOKED, name)),
            tx -> tx.expired().removeBefore(ExpiryStore.Kind.STORED_RESPONSES, SOME_TIME, 1));
    for (Consumer<Transaction> write : writes) {
      assertThatThrownBy(() ->
              fixture.read(tx -> {
                write.accept(tx);
                return 0;
              }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(fixture.list(tx -> tx.pictures().ofAlbum(before.owner, before.album.id())))
        .isEqualTo(before.pictures);
    assertThat(fixture.maybe(tx -> tx.albums().find(before.owner, before.album.id())))
        .contains(before.album);
  }

  @Test
  default void storesEndWithTheirUnit() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    List<Transaction> ended = new ArrayList<>();
    fixture.change(ended::add);
    fixture.read(tx -> ended.add(tx));
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              ended.add(tx);
              throw new UndoneException();
            }))
        .isInstanceOf(UndoneException.class);
    for (Transaction tx : ended) {
      List<ThrowingCallable> uses =
          List.of(
              () -> tx.members().find(owner),
              () -> tx.albums().ofOwner(owner),
              () -> tx.albums().nextId(),
              () -> tx.pictures().approvedIdsByAlbum(owner),
              () -> tx.ledger().balance(new AccountId.OfMember(owner)),
              () -> tx.access().plans(owner),
              () -> tx.access().replacePlans(owner, List.of()),
              () -> tx.groups().ofMember(owner),
              () ->
                  tx.audit()
                      .append(
                          AuditEntry.ofOperator(
                              SOME_TIME, Optional.of(owner), AuditAction.TOKEN_REVOKED, "late")));
      for (ThrowingCallable use : uses) {
        assertThatThrownBy(use).isInstanceOf(IllegalStateException.class);
      }
    }
    assertThat(
            fixture
                .read(tx ->
                    tx.audit().entries(Optional.empty(), Optional.of(owner), new PageRequest(1, 1)))
                .items())
        .isEmpty();
  }

  @Test
  default void unitsAreNotNested() {
    StorageFixture fixture = fixture();
    assertThatThrownBy(() -> fixture.change(tx -> fixture.read(Transaction::now)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fixture.change(tx -> fixture.write(Transaction::now)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> fixture.read(tx -> fixture.write(Transaction::now)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(fixture.<Instant>read(Transaction::now)).isNotNull();
  }

  private static void busyFor(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** The data that exists before a failing unit. */
  final class Existing {
    private final UserId owner;
    private final ApiKey application;
    private final Album album;
    private final List<Picture> pictures;
    private final TokenGrant refresh;
    private final SecretHash session;

    private Existing(StorageFixture fixture) {
      owner = fixture.member();
      application = fixture.application();
      album = fixture.album(owner, 3);
      pictures =
          fixture.pictures(
              2, id -> StorageFixture.newPicture(id, owner, Optional.of(album.id()), application));
      refresh = family().refresh(StorageFixture.uniqueHash(), SOME_TIME);
      session = StorageFixture.uniqueHash();
      fixture.change(tx -> {
        tx.tokens().add(refresh);
        tx.sessions()
            .add(
                new RpcSession(
                    session,
                    owner,
                    application,
                    Optional.empty(),
                    Optional.empty(),
                    Usage.UNKNOWN));
      });
    }

    private TokenFamily family() {
      return StorageFixture.newFamily(owner, application);
    }

    private void changeEverything(Transaction tx, String name, SecretHash hash) {
      tx.communities().add(new Community(new CommunityName(name), "Title"));
      UserId other = StorageFixture.freeUserId(tx);
      tx.members()
          .add(new Member(other, new Nickname("Other"), Optional.of(new CommunityName(name))));
      tx.groups().add(new Group(tx.groups().nextId(), "Group", owner, Set.of(other)));
      tx.applications()
          .add(
              new ClientApplication(
                  new ApiKey(name),
                  "App",
                  new SharedSecret("s"),
                  Optional.empty(),
                  false,
                  List.of(),
                  false,
                  Optional.empty()));
      tx.tokens().add(family().bearer(hash, SOME_TIME));
      tx.tokens().add(family().refresh(hash, SOME_TIME));
      assertThat(tx.tokens().useRefresh(refresh.token())).isTrue();
      tx.sessions()
          .add(
              new RpcSession(
                  hash, owner, application, Optional.empty(), Optional.empty(), Usage.UNKNOWN));
      assertThat(tx.sessions().advance(session, new CallId(BigDecimal.TEN))).isTrue();
      tx.pictures().replace(pictures.getFirst().movedTo(Optional.empty()));
      tx.pictures().remove(List.of(pictures.getLast()));
      tx.albums().remove(album);
      tx.albums().add(StorageFixture.newAlbum(tx.albums().nextId(), owner, 9));
      tx.audit()
          .append(
              new AuditEntry(
                  SOME_TIME,
                  Optional.of(owner),
                  Optional.of(owner),
                  Optional.of(application),
                  AuditAction.ALBUM_REMOVED,
                  name));
      tx.idempotency()
          .add(
              StorageFixture.newStoredResponse(
                  new StoredResponse.Id(owner, application, name), owner, SOME_TIME),
              Instant.EPOCH);
    }
  }
}
