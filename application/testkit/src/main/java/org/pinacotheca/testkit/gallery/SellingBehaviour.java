package org.pinacotheca.testkit.gallery;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.Facts;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Program;
import org.pinacotheca.testkit.scenario.Role;

/** How access is sold. Part of {@link GalleryContract}. */
public interface SellingBehaviour {
  /** The door under test. */
  GalleryFixture fixture();

  @Test
  default void anAlbumIsUnlockedWithItsPinAtItsPriceOnce() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Role.BEN);
    fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "NotEnoughCredits");
    grant(fixture, Role.BEN, 300);
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(250L), "none"));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Facts.PaidFacts(250, 50));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Facts.PaidFacts(0, 50));
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(250L), "unlocked"));
    assertThat(fixture.picturesOf(Role.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(Facts.PictureFacts::isLinked);
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), ben))
        .filteredOn(Facts.PictureFacts::isLinked)
        .hasSize(1);
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), fixture.as(Role.DORA)))
        .hasSize(2)
        .noneMatch(Facts.PictureFacts::isLinked);
  }

  @Test
  default void fiveWrongPinsLockAnAlbumForWhoGaveThem() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    grant(fixture, Role.BEN, 250);
    Caller ben = fixture.as(Role.BEN);
    for (int time = 0; time < 5; time++) {
      fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    }
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "TooManyWrongPins");
    fixture.refused(fixture.as(Role.DORA), new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    ManualClock clock = fixture.world().clock();
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "TooManyWrongPins");
    clock.advance(Duration.ofMillis(1));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Facts.PaidFacts(250, 0));
  }

  @Test
  default void aFurtherLockIsTwiceAsLong() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Role.BEN);
    ManualClock clock = fixture.world().clock();
    for (int minutes : new int[] {15, 30, 60}) {
      for (int time = 0; time < 5; time++) {
        fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
      }
      clock.advance(Duration.ofMinutes(minutes).minusMillis(1));
      fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "TooManyWrongPins");
      clock.advance(Duration.ofMillis(1));
    }
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "NotEnoughCredits");
  }

  @Test
  default void aPinWithoutAPriceIsAskedOnce() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Role.BEN);
    AlbumAt album =
        fixture.createAlbum(fixture.as(Role.ANNA), GalleryFixture.locked("locked", "a7Z3", "0.00"));
    fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(0L), "none"));
    for (int time = 0; time < 2; time++) {
      assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
          .containsExactly(new Facts.PaidFacts(0, 0));
    }
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(0L), "unlocked"));
  }

  @Test
  default void anEasilyGuessedPinIsNotChosen() {
    GalleryFixture fixture = fixture();
    for (String pin : List.of("1212", "AAaa", "2580", "0007", "1990", "qwer", "Love")) {
      fixture.refused(
          fixture.as(Role.ANNA),
          new Call.CreateAlbum(GalleryFixture.locked("weak", pin, "2.50")),
          "InvalidFields");
    }
  }

  @Test
  default void whatASuspendedMemberSoldIsBackWithThem() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Role.BEN);
    UserId anna = fixture.id(Role.ANNA);
    grant(fixture, Role.BEN, 250);
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    fixture.world().gallery().suspensions().suspend(anna, true);
    fixture.refused(ben, new Call.ListAlbums(anna, false), "MemberNotFound");
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "AlbumNotFound");
    fixture.refused(ben, new Call.GetAlbumPrice(album), "AlbumNotFound");
    Call create = new Call.CreateAlbum(GalleryFixture.locked("mine", "a7Z3", "2.50"));
    fixture.refused(fixture.as(Role.ANNA), create, "MemberSuspended");
    fixture.refused(fixture.as(Role.CLARA, Role.ANNA), create, "MemberSuspended");
    fixture.world().gallery().suspensions().suspend(anna, false);
    assertThat(fixture.picturesOf(Role.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(Facts.PictureFacts::isLinked);
    assertThat(fixture.done(fixture.as(Role.ANNA), create)).hasSize(1);
  }

  @Test
  default void aSubscriptionIsOverAtItsEndAndAnUnlockedAlbumNever() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller anna = fixture.as(Role.ANNA);
    Caller ben = fixture.as(Role.BEN);
    UserId owner = fixture.id(Role.ANNA);
    grant(fixture, Role.BEN, 400);
    fixture.done(anna, new Call.UpdatePlans(List.of(new Facts.PlanFacts(1, 150))));
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    fixture.done(ben, new Call.Subscribe(owner, 1));
    fixture.done(anna, new Call.UpdatePlans(List.of()));
    fixture.done(
        anna,
        new Call.UpdateAlbum(
            album, GalleryFixture.locked("new", "Zz19", "9"), OptionalInt.empty()));
    Instant end = fixture.world().clock().instant().plus(7, DAYS);
    fixture.world().clock().set(end.minusMillis(1));
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(Facts.PictureFacts::isLinked);
    fixture.world().clock().set(end);
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), ben))
        .filteredOn(Facts.PictureFacts::isLinked)
        .extracting(Facts.PictureFacts::album)
        .containsExactly(album.id().value());
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Facts.SubscriptionFacts(owner, false, in(fixture, 0)));
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(900L), "unlocked"));
  }

  @Test
  default void everyMovementStandsInTheHistoriesOfBothSides() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Role.BEN);
    grant(fixture, Role.BEN, 300);
    Call.Grant again =
        new Call.Grant(fixture.id(Role.BEN), 300, "contract-" + ben.subject().value());
    assertThat(fixture.done(ben, again)).containsExactly(new Facts.BalanceFacts(300));
    fixture.refused(ben, new Call.Grant(fixture.id(Role.BEN), 301, again.reference()), "Conflict");
    fixture.refused(
        ben, new Call.Grant(new UserId(Integer.MAX_VALUE), 1, again.reference()), "Unknown");
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    Facts.EntryFacts granted =
        new Facts.EntryFacts(
            in(fixture, 0),
            300,
            300,
            Facts.EntryReason.GRANTED,
            Optional.empty(),
            Optional.empty());
    Facts.EntryFacts paid = unlocked(fixture, -250, 50, Role.ANNA, album);
    Facts.EntryFacts received = unlocked(fixture, 250, 250, Role.BEN, album);
    assertThat(fixture.done(ben, history(false, OptionalInt.of(1), 10)))
        .containsExactly(granted, paid);
    assertThat(fixture.done(ben, history(true, OptionalInt.of(1), 1))).containsExactly(paid);
    assertThat(fixture.done(ben, history(false, OptionalInt.empty(), 1))).containsExactly(paid);
    assertThat(fixture.done(fixture.as(Role.ANNA), history(false, OptionalInt.of(1), 10)))
        .containsExactly(received);
    assertThat(fixture.done(ben, new Call.GetBalance()))
        .containsExactly(new Facts.BalanceFacts(50));
    Caller reader = fixture.readerOnly(Role.BEN);
    fixture.refused(reader, new Call.GetBalance(), "ScopeMissing");
    fixture.refused(reader, history(false, OptionalInt.of(0), 1), "ScopeMissing");
    fixture.refused(ben, history(false, OptionalInt.of(0), 1), "InvalidFields");
  }

  private static Call history(boolean newestFirst, OptionalInt number, int size) {
    return new Call.GetHistory(newestFirst, number, OptionalInt.of(size));
  }

  private static Facts.EntryFacts unlocked(
      GalleryFixture fixture, long gain, long balance, Role other, AlbumAt album) {
    return new Facts.EntryFacts(
        in(fixture, 0),
        gain,
        balance,
        Facts.EntryReason.ALBUM_UNLOCKED,
        Optional.of(fixture.id(other)),
        Optional.of(album));
  }

  @Test
  default void nobodyBuysMoreThanTenYears() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Role.BEN);
    UserId owner = fixture.id(Role.ANNA);
    grant(fixture, Role.BEN, 11);
    fixture.done(fixture.as(Role.ANNA), new Call.UpdatePlans(List.of(new Facts.PlanFacts(6, 1))));
    for (int time = 0; time < 10; time++) {
      fixture.done(ben, new Call.Subscribe(owner, 1));
    }
    fixture.refused(ben, new Call.Subscribe(owner, 1), "SubscriptionTooLong");
  }

  @Test
  default void aSubscriptionFromThe31stStaysAtTheMonthsEnd() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Role.BEN);
    UserId owner = fixture.id(Role.ANNA);
    grant(fixture, Role.BEN, 4);
    fixture.done(fixture.as(Role.ANNA), new Call.UpdatePlans(List.of(new Facts.PlanFacts(3, 1))));
    fixture.world().clock().set(Instant.parse("2031-01-31T10:00:00Z"));
    List<String> ends = List.of("2031-02-28", "2031-03-31", "2031-04-30", "2031-05-31");
    for (int time = 0; time < ends.size(); time++) {
      Instant end = Instant.parse(ends.get(time) + "T10:00:00Z");
      assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
          .containsExactly(new Facts.SubscribedFacts(owner, 1, 3L - time, end));
    }
  }

  @Test
  default void aSubscriberSeesTheWholeGallery() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Facts.PlanFacts week = new Facts.PlanFacts(1, 150);
    Facts.PlanFacts year = new Facts.PlanFacts(6, 5000);
    Caller anna = fixture.as(Role.ANNA);
    Caller ben = fixture.as(Role.BEN);
    UserId owner = fixture.id(Role.ANNA);
    assertThat(fixture.done(anna, new Call.UpdatePlans(List.of(year, week))))
        .containsExactly(week, year);
    assertThat(fixture.done(ben, new Call.GetPlans(owner))).containsExactly(week, year);
    fixture.refused(ben, new Call.Subscribe(owner, 1), "NotEnoughCredits");
    fixture.refused(ben, new Call.Subscribe(owner, 3), "PlanNotFound");
    grant(fixture, Role.BEN, 400);
    assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
        .containsExactly(new Facts.SubscribedFacts(owner, 150, 250, in(fixture, 7)));
    assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
        .containsExactly(new Facts.SubscribedFacts(owner, 150, 100, in(fixture, 14)));
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Facts.SubscriptionFacts(owner, true, in(fixture, 14)));
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(Facts.PictureFacts::isLinked);
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Facts.PaidFacts(0, 100));
    Call plans = new Call.UpdatePlans(List.of(new Facts.PlanFacts(7, 1)));
    fixture.refused(anna, plans, "InvalidFields");
    fixture.refused(fixture.readerOnly(Role.ANNA), plans, "ScopeMissing");
  }

  @Test
  default void theFreeGalleryIsForEveryone() {
    GalleryFixture fixture = fixture();
    lockedAlbum(fixture);
    Caller anna = fixture.as(Role.ANNA);
    List<Facts> added =
        fixture.done(anna, new Call.AddFree(List.of(GalleryFixture.upload(SMALL_PNG))));
    Call read =
        new Call.GetFreeGallery(fixture.id(Role.ANNA), OptionalInt.empty(), OptionalInt.empty());
    List<Facts> seen = fixture.done(fixture.as(Role.DORA), read);
    assertThat(seen).hasSameSizeAs(added).hasSize(1);
    assertThat(GalleryFixture.picture(seen.getFirst()).picture())
        .isEqualTo(GalleryFixture.added(added.getFirst()));
    assertThat(GalleryFixture.picture(seen.getFirst()).isLinked()).isTrue();
    assertThat(fixture.picturesOf(Role.ANNA, Optional.empty(), anna)).hasSize(2);
  }

  @Test
  default void creditsAreSpentWithTheScopeAtThePriceSeenAndNeverOnTheManagersOwn() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    AlbumAt claras =
        fixture.createAlbum(
            fixture.as(Role.CLARA), GalleryFixture.locked("Clara's", "a7Z3", "1.00"));
    UserId owner = fixture.id(Role.ANNA);
    Caller anna = fixture.as(Role.ANNA);
    fixture.done(anna, new Call.UpdatePlans(List.of(new Facts.PlanFacts(1, 150))));
    grant(fixture, Role.BEN, 1000);
    Caller reader = fixture.readerOnly(Role.BEN);
    fixture.refused(reader, new Call.UnlockAlbum(album, "a7Z3"), "ScopeMissing");
    fixture.refused(reader, new Call.Subscribe(owner, 1), "ScopeMissing");
    Caller forBen = fixture.as(Role.CLARA, Role.BEN);
    fixture.refused(forBen, new Call.UnlockAlbum(claras, "a7Z3"), "OwnSale");
    Caller ben = fixture.as(Role.BEN);
    OptionalLong seen = OptionalLong.of(249);
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3", seen), "PriceChanged");
    fixture.refused(ben, new Call.Subscribe(owner, 1, seen), "PriceChanged");
    Caller spender =
        fixture.world().caller(Role.BEN, Program.TRUSTED, Set.of(Scope.ACCOUNT_CREDITS_SPEND));
    assertThat(fixture.done(spender, new Call.UnlockAlbum(album, "a7Z3", OptionalLong.of(250))))
        .containsExactly(new Facts.PaidFacts(250, OptionalLong.empty()));
    assertThat(fixture.done(spender, new Call.Subscribe(owner, 1, OptionalLong.of(150))))
        .containsExactly(
            new Facts.SubscribedFacts(owner, 150, OptionalLong.empty(), in(fixture, 7)));
    assertThat(fixture.done(reader, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Facts.PaidFacts(0, OptionalLong.empty()));
  }

  @Test
  default void aRefundGivesCreditsBackAndEndsWhatWasBoughtOnce() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Role.BEN);
    Caller emil = fixture.as(Role.EMIL);
    UserId buyer = fixture.id(Role.BEN);
    UserId owner = fixture.id(Role.ANNA);
    grant(fixture, Role.BEN, 500);
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    Call refund = new Call.Refund(buyer, 2, "broken");
    for (int time = 0; time < 2; time++) {
      assertThat(fixture.done(emil, refund))
          .containsExactly(new Facts.RefundedFacts(buyer, owner, 250, Optional.of(album)));
    }
    fixture.refused(emil, new Call.Refund(buyer, 2, "another"), "AlreadyRefunded");
    fixture.refused(emil, new Call.Refund(buyer, 1, "a grant"), "NotASale");
    fixture.refused(emil, new Call.Refund(buyer, 3, "a refund"), "NotASale");
    fixture.refused(emil, new Call.Refund(buyer, 4, "nothing"), "TransferNotFound");
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Facts.PriceFacts(Optional.of(250L), "none"));
    assertThat(fixture.picturesOf(Role.ANNA, Optional.of(album), ben))
        .noneMatch(Facts.PictureFacts::isLinked);
    Facts.EntryFacts back =
        new Facts.EntryFacts(
            in(fixture, 0),
            250,
            500,
            Facts.EntryReason.REFUNDED,
            Optional.of(owner),
            Optional.of(album));
    assertThat(fixture.done(ben, history(true, OptionalInt.of(1), 1))).containsExactly(back);
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Facts.PaidFacts(250, 250));
  }

  @Test
  default void whoSpentTheCreditsCannotPayThemBack() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller clara = fixture.as(Role.CLARA);
    AlbumAt claras = fixture.createAlbum(clara, GalleryFixture.locked("Clara's", "a7Z3", "0.01"));
    grant(fixture, Role.BEN, 250);
    fixture.done(fixture.as(Role.BEN), new Call.UnlockAlbum(album, "a7Z3"));
    fixture.done(fixture.as(Role.ANNA), new Call.UnlockAlbum(claras, "a7Z3"));
    fixture.refused(clara, new Call.Refund(fixture.id(Role.BEN), 2, "late"), "CreditsSpent");
    assertThat(fixture.picturesOf(Role.ANNA, Optional.of(album), fixture.as(Role.BEN)))
        .allMatch(Facts.PictureFacts::isLinked);
  }

  @Test
  default void aRefundedWeekIsTakenOffWhatIsLeft() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Role.BEN);
    Caller anna = fixture.as(Role.ANNA);
    Caller emil = fixture.as(Role.EMIL);
    UserId owner = fixture.id(Role.ANNA);
    UserId buyer = fixture.id(Role.BEN);
    grant(fixture, Role.BEN, 500);
    fixture.done(anna, new Call.UpdatePlans(List.of(new Facts.PlanFacts(1, 100))));
    Instant end = in(fixture, 7);
    fixture.done(ben, new Call.Subscribe(owner, 1));
    fixture.done(ben, new Call.Subscribe(owner, 1));
    fixture.done(emil, new Call.Refund(buyer, 2, "asked"));
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Facts.SubscriptionFacts(owner, true, end));
    fixture.done(anna, new Call.UpdatePlans(List.of()));
    fixture.done(emil, new Call.Refund(buyer, 3, "asked"));
    assertThat(fixture.done(ben, new Call.GetSubscriptions())).isEmpty();
    assertThat(fixture.done(ben, new Call.GetBalance()))
        .containsExactly(new Facts.BalanceFacts(500));
  }

  /** An album of Anna's with one picture, beside another picture without album. */
  private static AlbumAt lockedAlbum(GalleryFixture fixture) {
    Caller anna = fixture.as(Role.ANNA);
    AlbumAt album = fixture.createAlbum(anna, GalleryFixture.locked("locked", "a7Z3", "2.50"));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    fixture.add(anna, Optional.empty(), SMALL_PNG);
    return album;
  }

  private static void grant(GalleryFixture fixture, Role role, long hundredths) {
    String reference = "contract-" + fixture.id(role).value();
    Call grant = new Call.Grant(fixture.id(role), hundredths, reference);
    assertThat(fixture.done(fixture.as(Role.EMIL), grant))
        .containsExactly(new Facts.BalanceFacts(hundredths));
  }

  /** So many days from now, as finely as it is told. */
  private static Instant in(GalleryFixture fixture, int days) {
    return fixture.world().clock().instant().truncatedTo(ChronoUnit.MILLIS).plus(days, DAYS);
  }
}
