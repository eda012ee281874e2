package org.pinacotheca.persistence.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.AlbumStore;
import org.pinacotheca.application.spi.AnswerStore;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.PinHash;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.client.AddressRange;
import org.pinacotheca.domain.client.ApiKey;
import org.pinacotheca.domain.client.CallId;
import org.pinacotheca.domain.client.ClientApplication;
import org.pinacotheca.domain.client.RefreshGrant;
import org.pinacotheca.domain.client.RpcSession;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.client.SecretHash;
import org.pinacotheca.domain.client.SessionKey;
import org.pinacotheca.domain.client.SharedSecret;
import org.pinacotheca.domain.client.TokenGrant;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.member.Community;
import org.pinacotheca.domain.member.CommunityName;
import org.pinacotheca.domain.member.Group;
import org.pinacotheca.domain.member.GroupId;
import org.pinacotheca.domain.member.Member;
import org.pinacotheca.domain.member.Nickname;
import org.pinacotheca.domain.member.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;

/** What both databases must do alike. */
abstract class StorageBehaviour {
  private static final PageRequest FIRST = new PageRequest(1, 10);

  private UnitOfWork work;

  /** A storage whose tables are empty. */
  abstract UnitOfWork fresh();

  @BeforeEach
  void begin() {
    work = fresh();
  }

  private static <T> T done(T value) {
    return value;
  }

  private void write(
      java.util.function.Consumer<org.pinacotheca.application.spi.Transaction> writing) {
    work.transact(tx -> {
      writing.accept(tx);
      return true;
    });
  }

  @Test
  void peopleComeBackAsTheyWere() {
    Community upper = new Community(new CommunityName("Zoo"), "Ünïcode \uD83D\uDE00 title ");
    Community lower = new Community(new CommunityName("aviary"), "Birds");
    Member ada =
        new Member(
            Samples.ADA, new Nickname("Ada \uD83D\uDC69".strip()), Optional.of(upper.name()));
    write(tx -> {
      tx.communities().add(lower);
      tx.communities().add(upper);
      tx.members().add(ada);
      tx.members().add(Samples.member(Samples.BOB));
      tx.groups().add(new Group(new GroupId(3), "Readers", Samples.ADA, Samples.both()));
    });
    assertThat(work.<List<Community>>read(tx -> tx.communities().all(10)))
        .containsExactly(upper, lower);
    assertThat(work.<List<Community>>read(tx -> tx.communities().all(1))).containsExactly(upper);
    assertThat(work.<Optional<Member>>read(tx -> tx.members().find(Samples.ADA))).contains(ada);
    Set<UserId> wanted = Set.of(Samples.ADA, Samples.BOB, new UserId(99));
    assertThat(work.<List<Member>>read(tx -> tx.members().findAll(wanted)))
        .containsExactly(Samples.member(Samples.BOB), ada);
    Group alone = new Group(new GroupId(3), "Writers", Samples.BOB, Set.of());
    write(tx -> tx.groups().replace(alone));
    assertThat(work.<Optional<Group>>read(tx -> tx.groups().ofMember(Samples.BOB))).contains(alone);
    assertThat(work.<Optional<Group>>read(tx -> tx.groups().ofMember(Samples.ADA))).isEmpty();
    assertThat(work.<Optional<Group>>read(tx -> tx.groups().find(alone.id()))).contains(alone);
  }

  @Test
  void programsAndTheirGrantsComeBackAsTheyWere() {
    ClientApplication application =
        new ClientApplication(
            Samples.APPLICATION,
            "Viewer",
            new SharedSecret("s3cret~!"),
            Optional.of(new CommunityName("zoo")),
            true,
            List.of(new AddressRange("10.0.0.0/8"), new AddressRange("::1")),
            true,
            Optional.of("urn:x"));
    SecretHash token = SecretHash.of("token");
    SecretHash family = SecretHash.of("family");
    Set<Scope> scopes = Set.of(Scope.values());
    TokenGrant grant =
        new TokenGrant(token, family, Samples.ADA, Samples.APPLICATION, scopes, Samples.NOON);
    RefreshGrant refresh =
        new RefreshGrant(
            family, family, Samples.ADA, Samples.APPLICATION, Set.of(), Samples.NOON, false);
    write(tx -> {
      tx.applications().add(application);
      tx.tokens().add(grant);
      tx.tokens().addRefresh(refresh);
    });
    assertThat(
            work.<Optional<ClientApplication>>read(tx -> tx.applications().find(application.key())))
        .contains(application);
    assertThat(work.<Optional<TokenGrant>>read(tx -> tx.tokens().find(token))).contains(grant);
    assertThat(work.<Optional<RefreshGrant>>read(tx -> tx.tokens().findRefresh(family)))
        .contains(refresh);
    assertThat(work.<Boolean>transact(tx -> tx.tokens().useRefresh(family))).isTrue();
    assertThat(work.<Boolean>transact(tx -> tx.tokens().useRefresh(family))).isFalse();
    write(tx -> tx.tokens().removeExpiredBefore(Samples.NOON, 10));
    assertThat(work.<Optional<TokenGrant>>read(tx -> tx.tokens().find(token))).isPresent();
    write(tx -> tx.tokens().removeExpiredBefore(Samples.NOON.plusMillis(1), 10));
    assertThat(work.<Optional<TokenGrant>>read(tx -> tx.tokens().find(token))).isEmpty();
    assertThat(work.<Optional<RefreshGrant>>read(tx -> tx.tokens().findRefresh(family))).isEmpty();
  }

  @Test
  void sessionsAdvanceByGreaterCallsOnly() {
    SessionKey key = new SessionKey("session");
    RpcSession session = Samples.session(key, "its-own-secret");
    write(tx -> tx.sessions().add(session));
    assertThat(work.<Optional<RpcSession>>read(tx -> tx.sessions().find(key.hash())))
        .contains(session);
    CallId low = new CallId(new BigDecimal("5.10"));
    CallId high =
        new CallId(new BigDecimal("9999999999999999999999999999999999999999.00000000000000000001"));
    assertThat(work.<Boolean>transact(tx -> tx.sessions().advance(key.hash(), low))).isTrue();
    assertThat(work.<Boolean>transact(tx -> tx.sessions().advance(key.hash(), low))).isFalse();
    assertThat(work.<Boolean>transact(tx -> tx.sessions().advance(key.hash(), high))).isTrue();
    assertThat(work.<Boolean>transact(tx -> tx.sessions().advance(key.hash(), low))).isFalse();
    assertThat(work.<Boolean>transact(tx -> tx.sessions().advance(SecretHash.of("other"), low)))
        .isFalse();
    write(tx -> tx.sessions().removeExpiredBefore(Instant.parse("2999-01-01T00:00:00Z"), 10));
    assertThat(work.<Optional<RpcSession>>read(tx -> tx.sessions().find(key.hash()))).isPresent();
  }

  @Test
  void albumsComeBackWithTheirCovers() {
    Picture cover = Samples.picture(Samples.ADA, new PictureId(40), Optional.of(new AlbumId(2)));
    PinLock lock = new PinLock(new PinHash("ab".repeat(32)), new Price(new Credits(1_234)));
    AlbumDetails details =
        new AlbumDetails(new AlbumName("Été"), "line\nline ", " here", Optional.empty());
    Album covered =
        Samples.album(Samples.ADA, new AlbumId(2), 1)
            .revised(details, Optional.of(lock), 1, Samples.NOON)
            .holding(new AlbumTally(1, 1, Optional.of(cover.id())), Samples.NOON.plusSeconds(1));
    Album first = Samples.album(Samples.ADA, new AlbumId(3), 0);
    Album other = Samples.album(Samples.BOB, new AlbumId(4), 0);
    write(tx -> {
      tx.albums().add(Samples.album(Samples.ADA, covered.id(), 5));
      tx.albums().replace(covered);
      tx.albums().add(first);
      tx.albums().add(other);
      tx.pictures().add(List.of(cover));
    });
    AlbumStore.Shown bare = new AlbumStore.Shown(first, Optional.empty());
    AlbumStore.Shown withCover = new AlbumStore.Shown(covered, Optional.of(cover));
    assertThat(work.<List<AlbumStore.Shown>>read(tx -> tx.albums().ofOwner(Samples.ADA)))
        .containsExactly(bare, withCover);
    Set<AlbumId> ids = Set.of(first.id(), covered.id(), other.id(), new AlbumId(77));
    assertThat(work.<List<AlbumStore.Shown>>read(tx -> tx.albums().findAll(ids)))
        .containsExactly(new AlbumStore.Shown(other, Optional.empty()), bare, withCover);
    assertThat(work.<Optional<Album>>read(tx -> tx.albums().find(Samples.ADA, covered.id())))
        .contains(covered);
    assertThat(work.<Optional<Album>>read(tx -> tx.albums().find(Samples.BOB, covered.id())))
        .isEmpty();
    assertThat(work.<Integer>read(tx -> tx.albums().nextSequence(Samples.ADA))).isEqualTo(2);
    assertThat(work.<Integer>read(tx -> tx.albums().nextSequence(new UserId(9)))).isZero();
    write(tx -> tx.albums().remove(first));
    assertThat(work.<Integer>read(tx -> tx.albums().count(Samples.ADA))).isEqualTo(1);
  }

  @Test
  void aMemberHasOneDefaultAlbumOfAnApplicationAndAnyNumberOfOthers() {
    AlbumKind kind = new AlbumKind.ApplicationDefault(Samples.APPLICATION);
    write(tx -> {
      tx.albums().add(Samples.album(Samples.ADA, new AlbumId(1), 0));
      tx.albums().add(Samples.album(Samples.ADA, new AlbumId(2), 1));
      tx.albums().add(ofKind(Samples.album(Samples.ADA, new AlbumId(3), 2), kind));
      tx.albums().add(ofKind(Samples.album(Samples.BOB, new AlbumId(4), 0), kind));
    });
    assertThat(
            work.<Optional<Album>>read(
                tx -> tx.albums().findDefault(Samples.ADA, Samples.APPLICATION)))
        .contains(ofKind(Samples.album(Samples.ADA, new AlbumId(3), 2), kind));
    Album second = ofKind(Samples.album(Samples.ADA, new AlbumId(5), 3), kind);
    assertThatThrownBy(() -> write(tx -> tx.albums().add(second)))
        .isInstanceOf(StorageException.class);
  }

  private static Album ofKind(Album album, AlbumKind kind) {
    return new Album(
        album.id(),
        album.owner(),
        album.name(),
        album.description(),
        album.location(),
        album.lock(),
        kind,
        album.sequence(),
        album.created(),
        album.modified(),
        album.tally());
  }

  @Test
  void picturesAreFoundByEveryRoad() {
    AlbumId album = new AlbumId(5);
    Picture small = picture(1, Optional.of(album), 10, Approval.APPROVED, 0);
    Picture large = picture(2, Optional.of(album), 99, Approval.APPROVED, 0);
    Picture pending = picture(3, Optional.of(album), 50, Approval.PENDING, 2);
    Picture loose = picture(4, Optional.empty(), 10, Approval.APPROVED, 1);
    Picture foreign = Samples.picture(Samples.BOB, new PictureId(6), Optional.empty());
    List<Picture> all = List.of(small, large, pending, loose, foreign);
    write(tx -> tx.pictures().add(all));
    work.read(tx -> {
      PictureStore pictures = tx.pictures();
      assertThat(pictures.find(Samples.ADA, loose.id())).contains(loose);
      assertThat(pictures.find(Samples.BOB, loose.id())).isEmpty();
      assertThat(pictures.findAll(Set.of(foreign.id(), small.id(), new PictureId(9))))
          .containsExactly(small, foreign);
      assertThat(pictures.ofAlbum(Samples.ADA, album)).containsExactly(small, large, pending);
      assertThat(pictures.approvedIdsByAlbum(Samples.ADA))
          .hasSize(1)
          .containsEntry(album, List.of(small.id(), large.id()));
      assertThat(pictures.tally(Samples.ADA, album))
          .isEqualTo(new AlbumTally(3, 2, Optional.of(small.id())));
      assertThat(pictures.tally(Samples.BOB, album)).isEqualTo(AlbumTally.EMPTY);
      assertThat(pictures.countLoose(Samples.ADA)).isEqualTo(1);
      assertThat(pictures.countPending(Samples.ADA, Samples.APPLICATION)).isEqualTo(1);
      assertThat(pictures.countPending(Samples.ADA, new ApiKey("other"))).isZero();
      assertThat(
              pictures
                  .approved(Samples.ADA, Optional.empty(), PictureOrder.DATE_UPLOADED, FIRST)
                  .items())
          .containsExactly(loose, large, small);
      assertThat(
              pictures
                  .approved(
                      Samples.ADA, Optional.of(album), PictureOrder.SIZE, new PageRequest(2, 1))
                  .items())
          .containsExactly(small);
      assertThat(
              pictures
                  .approved(
                      Samples.ADA, Optional.of(album), PictureOrder.SIZE, new PageRequest(3, 1))
                  .total())
          .isEqualTo(2);
      assertThat(pictures.pending(Samples.ADA, FIRST).items()).containsExactly(pending);
      assertThat(pictures.hasMedia(small.media())).isTrue();
      assertThat(pictures.hasMedia(new MediaKey("f".repeat(32)))).isFalse();
      return done(true);
    });
  }

  @Test
  void searchShowsPendingPicturesToTheirOwnerAlone() {
    AlbumId album = new AlbumId(5);
    Picture shown = picture(1, Optional.of(album), 10, Approval.APPROVED, 0);
    Picture pending = picture(2, Optional.of(album), 10, Approval.PENDING, 0);
    Picture foreign = Samples.picture(Samples.BOB, new PictureId(6), Optional.empty());
    write(tx -> tx.pictures().add(List.of(shown, pending, foreign)));
    assertThat(search(Samples.ADA, Set.of(Samples.ADA), Optional.empty(), Set.of()))
        .containsExactly(shown, pending);
    assertThat(search(Samples.BOB, Samples.both(), Optional.empty(), Set.of()))
        .containsExactly(shown, foreign);
    assertThat(
            search(Samples.ADA, Set.of(), Optional.of(album), Set.of(pending.id(), foreign.id())))
        .containsExactly(pending);
    assertThat(search(Samples.ADA, Set.of(), Optional.empty(), Set.of()))
        .containsExactly(shown, pending, foreign);
  }

  private List<Picture> search(
      UserId viewer, Set<UserId> owners, Optional<AlbumId> album, Set<PictureId> pictures) {
    return work.read(tx ->
        tx.pictures()
            .search(new PictureStore.Criteria(viewer, owners, album, pictures), FIRST)
            .items());
  }

  @Test
  void picturesAreReplacedAndRemoved() {
    Picture before = picture(1, Optional.empty(), 10, Approval.PENDING, 0);
    Picture after =
        before
            .approved()
            .described(new PictureText("\u00A0title", "tab\tend "), true)
            .moderated(true);
    write(tx -> tx.pictures().add(List.of(before)));
    write(tx -> tx.pictures().replace(after));
    assertThat(work.<Optional<Picture>>read(tx -> tx.pictures().find(Samples.ADA, before.id())))
        .contains(after);
    write(tx -> tx.pictures().remove(List.of(after)));
    assertThat(work.<Optional<Picture>>read(tx -> tx.pictures().find(Samples.ADA, before.id())))
        .isEmpty();
  }

  private static Picture picture(
      int id, Optional<AlbumId> album, long size, Approval approval, int uploadedAfter) {
    return new Picture(
        new PictureId(id),
        Samples.ADA,
        album,
        new PictureText("t" + id, ""),
        ImageFormat.WEBP,
        3,
        2,
        size,
        new MediaKey(("0" + id).repeat(16)),
        approval,
        Safety.UNDECLARED,
        Samples.NOON.plusSeconds(uploadedAfter),
        Samples.APPLICATION);
  }

  @Test
  void theRecordKeepsItsOrder() {
    AuditEntry one =
        AuditEntry.ofOperator(
            Samples.NOON, Optional.of(Samples.ADA), AuditAction.MEMBER_ADDED, "é".repeat(1000));
    AuditEntry two =
        new AuditEntry(
            Samples.NOON.minusSeconds(5),
            Optional.of(Samples.BOB),
            Optional.of(Samples.ADA),
            Optional.of(Samples.APPLICATION),
            AuditAction.ALBUM_CREATED,
            "album 1");
    write(tx -> {
      tx.audit().append(one);
      tx.audit().append(two);
    });
    assertThat(entries(Optional.empty(), Optional.of(Samples.ADA))).containsExactly(one, two);
    assertThat(entries(Optional.of(Samples.BOB), Optional.empty())).containsExactly(two);
    assertThat(entries(Optional.of(Samples.ADA), Optional.empty())).isEmpty();
  }

  private List<AuditEntry> entries(Optional<UserId> actor, Optional<UserId> subject) {
    return work.read(tx -> tx.audit().entries(actor, subject, FIRST).items());
  }

  @Test
  void answersAreKeptUntilTheyAreSwept() {
    byte[] body = {0, 1, (byte) 0xFF};
    String fingerprint = "0".repeat(64);
    write(tx -> {
      for (int i = 0; i < 3; i++) {
        Instant given = Samples.NOON.plusSeconds(i);
        tx.answers()
            .add(
                new AnswerStore.Answer(
                    Samples.ADA, Samples.APPLICATION, "key" + i, fingerprint, body, given));
      }
    });
    AnswerStore.Answer found = answer("key1").orElseThrow();
    assertThat(found.body()).isEqualTo(body);
    assertThat(found.given()).isEqualTo(Samples.NOON.plusSeconds(1));
    write(tx -> tx.answers().removeGivenBefore(Samples.NOON.plusSeconds(2), 1));
    assertThat(answer("key0")).isEmpty();
    assertThat(answer("key1")).isPresent();
    write(tx -> tx.answers().remove(Samples.ADA, Samples.APPLICATION, "key1"));
    assertThat(answer("key1")).isEmpty();
  }

  private Optional<AnswerStore.Answer> answer(String key) {
    return work.read(tx -> tx.answers().find(Samples.ADA, Samples.APPLICATION, key));
  }

  @Test
  void idsAreFreshAndAscending() {
    List<PictureId> ids = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      ids.addAll(work.<List<PictureId>>transact(tx -> tx.pictures().nextIds(50)));
    }
    assertThat(ids).hasSize(150).isSorted().doesNotHaveDuplicates();
    assertThat(ids.getFirst()).isEqualTo(new PictureId(1));
  }

  @Test
  void whatFailsLeavesNothingBehind() {
    assertThatThrownBy(() ->
            write(tx -> {
              tx.members().add(Samples.member(Samples.ADA));
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(work.<Optional<Member>>read(tx -> tx.members().find(Samples.ADA))).isEmpty();
  }

  @Test
  void aFailedStatementCannotBePassedOver() {
    String tooLong = "x".repeat(300);
    assertThatThrownBy(() ->
            write(tx -> {
              tx.members().add(Samples.member(Samples.ADA));
              try {
                tx.communities().add(new Community(new CommunityName("zoo"), "fine"));
                tx.answers()
                    .add(
                        new AnswerStore.Answer(
                            Samples.ADA,
                            Samples.APPLICATION,
                            tooLong,
                            "",
                            new byte[0],
                            Samples.NOON));
              } catch (RuntimeException e) {
                assertThat(e).isNotNull();
              }
            }))
        .isInstanceOf(StorageException.class);
    assertThat(work.<Optional<Member>>read(tx -> tx.members().find(Samples.ADA))).isEmpty();
  }

  @Test
  void readingWorkCannotWrite() {
    write(tx -> tx.members().add(Samples.member(Samples.ADA)));
    assertThatThrownBy(() -> work.read(tx -> tx.members().hold(Samples.ADA)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> work.read(tx -> tx.albums().nextId()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> work.read(tx -> tx.tokens().useRefresh(SecretHash.of("a"))))
        .isInstanceOf(IllegalStateException.class);
    write(tx -> tx.members().add(Samples.member(Samples.BOB)));
  }

  @Test
  void workCannotBeginInsideWorkNorGoOnAfterIt() {
    assertThatThrownBy(() -> work.transact(tx -> work.<Integer>read(in -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> work.read(tx -> work.<Integer>transact(in -> 1)))
        .isInstanceOf(IllegalStateException.class);
    AlbumStore escaped = work.read(tx -> tx.albums());
    assertThatThrownBy(() -> escaped.count(Samples.ADA)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoThatAddTheSameAreBothDoneOneAfterTheOther() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch bothLooked = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> added = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        added.add(
            threads.submit(
                () -> work.<Boolean>transact(tx -> addUnlessThere(tx, runs, bothLooked))));
      }
      assertThat(List.of(added.get(0).get(), added.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(runs.get()).isEqualTo(3);
  }

  private static boolean addUnlessThere(
      org.pinacotheca.application.spi.Transaction tx,
      AtomicInteger runs,
      CountDownLatch bothLooked) {
    runs.incrementAndGet();
    boolean there = tx.members().find(Samples.ADA).isPresent();
    bothLooked.countDown();
    try {
      assertThat(bothLooked.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (!there) {
      tx.members().add(Samples.member(Samples.ADA));
    }
    return !there;
  }

  @Test
  void whoHoldsAMemberMakesOthersWaitAndSeeWhatHeDid() throws Exception {
    write(tx -> tx.members().add(Samples.member(Samples.ADA)));
    CountDownLatch held = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first =
          threads.submit(() ->
              work.<Boolean>transact(tx -> {
                boolean there = tx.members().hold(Samples.ADA);
                held.countDown();
                sleep(300);
                tx.albums().add(Samples.album(Samples.ADA, new AlbumId(1), 0));
                return there;
              }));
      assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
      int seen =
          work.transact(tx -> {
            assertThat(tx.members().hold(Samples.ADA)).isTrue();
            return tx.albums().count(Samples.ADA);
          });
      assertThat(seen).isEqualTo(1);
      assertThat(first.get()).isTrue();
    }
    assertThat(work.<Boolean>transact(tx -> tx.members().hold(Samples.BOB))).isFalse();
  }

  @Test
  void twoThatHoldTheSameMembersCrosswiseAreBothDone() throws Exception {
    write(tx -> {
      tx.members().add(Samples.member(Samples.ADA));
      tx.members().add(Samples.member(Samples.BOB));
    });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> there = threads.submit(() -> holdBoth(Samples.ADA, Samples.BOB));
      Future<Boolean> back = threads.submit(() -> holdBoth(Samples.BOB, Samples.ADA));
      assertThat(there.get()).isTrue();
      assertThat(back.get()).isTrue();
    }
  }

  private boolean holdBoth(UserId one, UserId other) {
    return work.transact(tx -> {
      boolean first = tx.members().hold(one);
      sleep(100);
      return first && tx.members().hold(other);
    });
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
