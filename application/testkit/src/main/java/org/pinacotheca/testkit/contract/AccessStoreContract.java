package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinacotheca.testkit.contract.StorageFixture.SOME_TIME;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ExpiryStore;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.access.Unlock;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.testkit.memory.UndoneException;

/**
 * The contract of stores for offers, bought access and free pictures. Part of {@link
 * StorageContract}.
 */
public interface AccessStoreContract {
  /** Later than everything that is written. */
  Instant END = SOME_TIME.plusSeconds(1000);

  /** The storage under test. */
  StorageFixture fixture();

  @Test
  default void plansAreReplacedAsAWholeAndListedByDurationThenId() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId other = fixture.member();
    List<PricePlanId> ids =
        fixture.write(tx -> IntStream.range(0, 5).mapToObj(i -> tx.access().nextPlanId()).toList());
    assertThat(ids).doesNotHaveDuplicates();
    PricePlan yearly = plan(ids.get(0), owner, PlanDuration.ONE_YEAR, 10_000_000);
    PricePlan weekly = plan(ids.get(1), owner, PlanDuration.ONE_WEEK, 1);
    PricePlan weeklyToo = plan(ids.get(2), owner, PlanDuration.ONE_WEEK, 2);
    PricePlan foreign = plan(ids.get(3), other, PlanDuration.ONE_MONTH, 5);
    fixture.change(tx -> {
      tx.access().replacePlans(owner, List.of(weeklyToo, yearly, weekly));
      tx.access().replacePlans(other, List.of(foreign));
      assertThat(tx.access().plans(owner)).containsExactly(weekly, weeklyToo, yearly);
    });
    assertThat(fixture.list(tx -> tx.access().plans(owner)))
        .containsExactly(weekly, weeklyToo, yearly);

    PricePlan changed = plan(weekly.id(), owner, PlanDuration.SIX_MONTHS, 77);
    PricePlan added = plan(ids.get(4), owner, PlanDuration.TWO_WEEKS, 3);
    fixture.change(tx -> tx.access().replacePlans(owner, List.of(changed, yearly, added)));
    assertThat(fixture.list(tx -> tx.access().plans(owner)))
        .containsExactly(added, changed, yearly);
    fixture.change(tx -> tx.access().replacePlans(owner, List.of()));
    assertThat(fixture.list(tx -> tx.access().plans(owner))).isEmpty();
    assertThat(fixture.list(tx -> tx.access().plans(other))).containsExactly(foreign);
  }

  @Test
  default void aSubscriptionOutlivesThePlanItWasBoughtWith() {
    StorageFixture fixture = fixture();
    UserId viewer = fixture.member();
    UserId owner = fixture.member();
    PricePlan plan = offer(fixture, owner);
    Subscription bought = Subscription.first(viewer, plan, SOME_TIME).countedTo(31);
    fixture.change(tx -> tx.access().put(bought));
    assertThat(fixture.maybe(tx -> tx.access().subscription(viewer, owner))).contains(bought);
    assertThat(fixture.maybe(tx -> tx.access().subscription(owner, viewer))).isEmpty();

    PricePlan next =
        fixture.write(tx -> {
          PricePlan made = plan(tx.access().nextPlanId(), owner, PlanDuration.ONE_YEAR, 9);
          tx.access().replacePlans(owner, List.of(made));
          return made;
        });
    assertThat(fixture.maybe(tx -> tx.access().subscription(viewer, owner))).contains(bought);
    Subscription extended = bought.extended(next, SOME_TIME.plusSeconds(1));
    fixture.change(tx -> {
      tx.access().put(extended);
      tx.access().replacePlans(owner, List.of());
    });
    assertThat(fixture.maybe(tx -> tx.access().subscription(viewer, owner))).contains(extended);
    Page<Subscription> page =
        fixture.read(tx -> tx.access().subscriptionsOf(viewer, new PageRequest(1, 10)));
    assertThat(page.items()).containsExactly(extended);
  }

  @Test
  default void subscriptionsComeByTheOtherSidePageByPage() {
    StorageFixture fixture = fixture();
    List<UserId> viewers = IntStream.range(0, 4).mapToObj(i -> fixture.member()).sorted().toList();
    UserId owner = fixture.member();
    UserId otherOwner = fixture.member();
    PricePlan plan = offer(fixture, owner);
    PricePlan otherPlan = offer(fixture, otherOwner);
    List<Subscription> toOwner =
        viewers.stream()
            .map(viewer -> Subscription.first(viewer, plan, SOME_TIME.minusSeconds(viewer.value())))
            .toList();
    Subscription toOther = Subscription.first(viewers.getFirst(), otherPlan, Instant.EPOCH);
    fixture.change(tx -> {
      toOwner.reversed().forEach(tx.access()::put);
      tx.access().put(toOther);
    });
    List<Subscription> read = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      PageRequest request = new PageRequest(number, 2);
      Page<Subscription> page = fixture.read(tx -> tx.access().subscribersOf(owner, request));
      assertThat(page.total()).isEqualTo(4);
      assertThat(page.items()).hasSize(number == 3 ? 0 : 2);
      read.addAll(page.items());
    }
    assertThat(read).isEqualTo(toOwner);
    Page<Subscription> own =
        fixture.read(tx -> tx.access().subscriptionsOf(viewers.getFirst(), new PageRequest(1, 10)));
    List<Subscription> byOwner =
        owner.compareTo(otherOwner) < 0
            ? List.of(toOwner.getFirst(), toOther)
            : List.of(toOther, toOwner.getFirst());
    assertThat(own.items()).isEqualTo(byOwner);
    Page<Subscription> second =
        fixture.read(tx -> tx.access().subscriptionsOf(viewers.getFirst(), new PageRequest(2, 1)));
    assertThat(second.items()).containsExactly(byOwner.getLast());
    assertThat(second.total()).isEqualTo(2);
  }

  @Test
  default void anUnlockIsKeptOncePerViewerAndAlbum() {
    StorageFixture fixture = fixture();
    UserId viewer = fixture.member();
    UserId otherViewer = fixture.member();
    UserId owner = fixture.member();
    AlbumId first = fixture.album(owner, 0).id();
    AlbumId second = fixture.album(owner, 1).id();
    UserId otherOwner = fixture.member();
    AlbumId foreign = fixture.album(otherOwner, 0).id();
    Unlock unlock = new Unlock(viewer, owner, first, SOME_TIME, false);
    fixture.change(tx -> {
      tx.access().add(unlock);
      tx.access().add(new Unlock(otherViewer, owner, first, SOME_TIME, false));
      tx.access().add(new Unlock(viewer, otherOwner, foreign, SOME_TIME, false));
    });
    fixture.read(tx -> {
      assertThat(tx.access().unlock(viewer, first)).contains(unlock);
      assertThat(tx.access().unlock(viewer, second)).isEmpty();
      assertThat(tx.access().unlock(owner, first)).isEmpty();
      assertThat(tx.access().unlocked(viewer, owner)).isEqualTo(Set.of(first));
      assertThat(tx.access().unlocked(viewer, otherOwner)).isEqualTo(Set.of(foreign));
      assertThat(tx.access().unlocked(owner, owner)).isEmpty();
      return 0;
    });
    Unlock free = new Unlock(viewer, owner, second, SOME_TIME, true);
    fixture.change(tx -> tx.access().add(free));
    assertThat(fixture.maybe(tx -> tx.access().unlock(viewer, second))).contains(free);
    assertThat(fixture.<Set<AlbumId>>read(tx -> tx.access().unlocked(viewer, owner)))
        .isEqualTo(Set.of(first, second));
    assertThatThrownBy(() ->
            fixture.change(tx ->
                tx.access().add(new Unlock(viewer, owner, first, SOME_TIME.plusSeconds(9), false))))
        .isInstanceOf(RuntimeException.class);
    assertThat(fixture.maybe(tx -> tx.access().unlock(viewer, first))).contains(unlock);
  }

  @Test
  default void anAlbumThatSomeoneUnlockedCanBeRemoved() {
    StorageFixture fixture = fixture();
    UserId viewer = fixture.member();
    UserId owner = fixture.member();
    var album = fixture.album(owner, 0);
    fixture.change(tx -> {
      tx.access().add(new Unlock(viewer, owner, album.id(), SOME_TIME, false));
      tx.access().addWrongPin(viewer, album.id(), wrong(0));
    });
    fixture.change(tx -> tx.albums().remove(album));
    assertThat(fixture.maybe(tx -> tx.albums().find(owner, album.id()))).isEmpty();
  }

  @Test
  default void wrongPinsAreCountedPerViewerAndPerAlbum() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    UserId viewer = fixture.member();
    UserId other = fixture.member();
    AlbumId album = fixture.album(owner, 0).id();
    AlbumId otherAlbum = fixture.album(owner, 1).id();
    WrongPinAttempt secondAtOnce = new WrongPinAttempt(SOME_TIME.plusSeconds(1), 7);
    fixture.change(tx -> {
      tx.access().addWrongPin(viewer, album, wrong(3));
      tx.access().addWrongPin(viewer, album, wrong(1));
      tx.access().addWrongPin(viewer, album, secondAtOnce);
      tx.access().addWrongPin(other, album, wrong(2));
      tx.access().addWrongPin(viewer, otherAlbum, wrong(9));
    });
    fixture.read(tx -> {
      assertThat(tx.access().wrongPins(viewer, album, END, 5))
          .containsExactly(wrong(3), secondAtOnce, wrong(1));
      assertThat(tx.access().wrongPins(viewer, album, END, 2))
          .containsExactly(wrong(3), secondAtOnce);
      assertThat(tx.access().wrongPins(viewer, album, wrong(3).at(), 1))
          .containsExactly(secondAtOnce);
      assertThat(tx.access().wrongPins(other, album, END, 5)).containsExactly(wrong(2));
      assertThat(tx.access().wrongPins(owner, album, END, 5)).isEmpty();
      assertThat(offsets(nth -> tx.access().wrongPin(album, END, nth)))
          .containsExactly(3L, 2L, 1L, 1L);
      assertThat(offsets(nth -> tx.access().wrongPin(album, wrong(3).at(), nth)))
          .containsExactly(2L, 1L, 1L);
      assertThat(offsets(nth -> tx.access().wrongPin(otherAlbum, END, nth))).containsExactly(9L);
      return 0;
    });
    fixture.change(tx -> tx.access().removeWrongPins(viewer, album, wrong(3).at()));
    fixture.read(tx -> {
      assertThat(tx.access().wrongPins(viewer, album, END, 5)).containsExactly(wrong(3));
      assertThat(tx.access().wrongPins(other, album, END, 5)).containsExactly(wrong(2));
      assertThat(tx.access().wrongPins(viewer, otherAlbum, END, 5)).containsExactly(wrong(9));
      return 0;
    });
  }

  @Test
  default void wrongPinsAreForgottenALimitedNumberAtATime() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    AlbumId album = fixture.album(owner, 0).id();
    Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
    fixture.change(tx -> {
      for (int second = 0; second < 3; second++) {
        tx.access().addWrongPin(owner, album, new WrongPinAttempt(longAgo.plusSeconds(second), 0));
      }
      tx.access().addWrongPin(owner, album, wrong(0));
    });
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.WRONG_PINS, longAgo.plusSeconds(2), 1));
    assertThat(fixture.maybe(tx -> tx.access().wrongPin(album, END, 3))).isPresent();
    assertThat(fixture.maybe(tx -> tx.access().wrongPin(album, END, 4))).isEmpty();
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.WRONG_PINS, longAgo.plusSeconds(2), 100));
    assertThat(fixture.maybe(tx -> tx.access().wrongPin(album, END, 2)))
        .contains(longAgo.plusSeconds(2));
    assertThat(fixture.maybe(tx -> tx.access().wrongPin(album, END, 3))).isEmpty();
    fixture.change(
        tx -> tx.expired().removeBefore(ExpiryStore.Kind.WRONG_PINS, longAgo.plusSeconds(3), 100));
    assertThat(fixture.maybe(tx -> tx.access().wrongPin(album, END, 1))).contains(SOME_TIME);
    assertThat(fixture.maybe(tx -> tx.access().wrongPin(album, END, 2))).isEmpty();
  }

  @Test
  default void boughtAccessIsTakenBackWithItsUnitAndNotWrittenWhileReading() {
    StorageFixture fixture = fixture();
    UserId viewer = fixture.member();
    UserId owner = fixture.member();
    AlbumId album = fixture.album(owner, 0).id();
    PricePlan plan = offer(fixture, owner);
    List<Consumer<Transaction>> writes =
        List.of(
            tx -> tx.access().replacePlans(owner, List.of()),
            tx -> tx.access().put(Subscription.first(viewer, plan, SOME_TIME)),
            tx -> tx.access().add(new Unlock(viewer, owner, album, SOME_TIME, false)),
            tx -> tx.access().addWrongPin(viewer, album, wrong(0)));
    UndoneException failure = new UndoneException();
    assertThatThrownBy(() ->
            fixture.change(tx -> {
              writes.forEach(write -> write.accept(tx));
              throw failure;
            }))
        .isSameAs(failure);
    for (Consumer<Transaction> write : writes) {
      assertThatThrownBy(() ->
              fixture.read(tx -> {
                write.accept(tx);
                return 0;
              }))
          .isInstanceOf(IllegalStateException.class);
    }
    fixture.read(tx -> {
      assertThat(tx.access().plans(owner)).containsExactly(plan);
      assertThat(tx.access().subscription(viewer, owner)).isEmpty();
      assertThat(tx.access().unlocked(viewer, owner)).isEmpty();
      assertThat(tx.access().wrongPin(album, END, 1)).isEmpty();
      return 0;
    });
  }

  @Test
  default void freePicturesStandInTheFreeGalleryAlone() {
    StorageFixture fixture = fixture();
    UserId owner = fixture.member();
    ApiKey application = fixture.application();
    Picture own =
        fixture
            .pictures(1, id -> StorageFixture.newPicture(id, owner, Optional.empty(), application))
            .getFirst();
    List<Picture> free =
        fixture.pictures(
            3,
            id ->
                new Picture(
                    id,
                    owner,
                    GalleryKind.FREE,
                    Optional.empty(),
                    new PictureText("", "free"),
                    ImageFormat.JPEG,
                    3,
                    2,
                    50,
                    StorageFixture.uniqueMedia(),
                    Approval.APPROVED,
                    Safety.UNDECLARED,
                    SOME_TIME.plusSeconds(id.value() % 2 == 0 ? 1 : 0),
                    application));
    List<Picture> newestFirst =
        free.stream()
            .sorted(Comparator.comparing(Picture::uploaded).thenComparing(Picture::id).reversed())
            .toList();
    PageRequest all = new PageRequest(1, 10);
    fixture.read(tx -> {
      var pictures = tx.pictures();
      assertThat(pictures.free(owner, all).items()).isEqualTo(newestFirst);
      Page<Picture> second = pictures.free(owner, new PageRequest(2, 2));
      assertThat(second.items()).containsExactly(newestFirst.getLast());
      assertThat(second.total()).isEqualTo(3);
      assertThat(pictures.countFree(owner)).isEqualTo(3);
      assertThat(pictures.countLoose(owner)).isEqualTo(1);
      for (var order : PictureOrder.values()) {
        Page<Picture> approved = pictures.approved(owner, Optional.empty(), order, all);
        assertThat(approved.items()).containsExactly(own);
        assertThat(approved.total()).isEqualTo(1);
      }
      var criteria = new PictureStore.Criteria(owner, Set.of(owner), Optional.empty(), Set.of());
      assertThat(pictures.search(criteria, all).items()).containsExactly(own);
      assertThat(pictures.search(criteria, all).total()).isEqualTo(1);
      assertThat(pictures.find(owner, free.getFirst().id())).contains(free.getFirst());
      assertThat(pictures.hasMedia(free.getFirst().media())).isTrue();
      return 0;
    });
    fixture.change(tx -> tx.pictures().remove(free.subList(0, 2)));
    assertThat(fixture.<Integer>read(tx -> tx.pictures().countFree(owner))).isEqualTo(1);
  }

  private static PricePlan plan(
      PricePlanId id, UserId owner, PlanDuration duration, long hundredths) {
    return new PricePlan(id, owner, duration, new Price(new Credits(hundredths)));
  }

  private static PricePlan offer(StorageFixture fixture, UserId owner) {
    return fixture.write(tx -> {
      PricePlan plan = plan(tx.access().nextPlanId(), owner, PlanDuration.ONE_MONTH, 250);
      tx.access().replacePlans(owner, List.of(plan));
      return plan;
    });
  }

  private static WrongPinAttempt wrong(int second) {
    return new WrongPinAttempt(SOME_TIME.plusSeconds(second), second);
  }

  /** The times of wrong PINs from the latest on, in seconds after some time. */
  private static List<Long> offsets(IntFunction<Optional<Instant>> nth) {
    List<Long> found = new ArrayList<>();
    Optional<Instant> at = nth.apply(1);
    while (at.isPresent()) {
      found.add(at.get().getEpochSecond() - SOME_TIME.getEpochSecond());
      at = nth.apply(found.size() + 1);
    }
    return found;
  }
}
