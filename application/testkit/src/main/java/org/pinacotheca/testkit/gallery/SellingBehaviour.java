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
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** How access is sold. Part of {@link GalleryContract}. */
public interface SellingBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void anAlbumIsUnlockedWithItsPinAtItsPriceOnce() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "NotEnoughCredits");
    grant(fixture, Persona.BEN, 300);
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Observed.PriceFacts(Optional.of(250L), "none"));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Observed.PaidFacts(250, 50));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Observed.PaidFacts(0, 50));
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Observed.PriceFacts(Optional.of(250L), "unlocked"));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(Observed.PictureFacts::isLinked);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .filteredOn(Observed.PictureFacts::isLinked)
        .hasSize(1);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), fixture.as(Persona.DORA)))
        .hasSize(2)
        .noneMatch(Observed.PictureFacts::isLinked);
  }

  @Test
  default void fiveWrongPinsLockAnAlbumForWhoGaveThem() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    grant(fixture, Persona.BEN, 250);
    Caller ben = fixture.as(Persona.BEN);
    for (int time = 0; time < 5; time++) {
      fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    }
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "TooManyWrongPins");
    fixture.refused(fixture.as(Persona.DORA), new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    ManualClock clock = fixture.world().clock();
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "TooManyWrongPins");
    clock.advance(Duration.ofMillis(1));
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Observed.PaidFacts(250, 0));
  }

  @Test
  default void aFurtherLockIsTwiceAsLong() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
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
    Caller ben = fixture.as(Persona.BEN);
    AlbumAt album =
        fixture.createAlbum(
            fixture.as(Persona.ANNA), GalleryFixture.locked("locked", "a7Z3", "0.00"));
    fixture.refused(ben, new Call.UnlockAlbum(album, "x9Y8"), "WrongPin");
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Observed.PriceFacts(Optional.of(0L), "none"));
    for (int time = 0; time < 2; time++) {
      assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
          .containsExactly(new Observed.PaidFacts(0, 0));
    }
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Observed.PriceFacts(Optional.of(0L), "unlocked"));
  }

  @Test
  default void anEasilyGuessedPinIsNotChosen() {
    GalleryFixture fixture = fixture();
    for (String pin : List.of("1212", "AAaa", "2580", "0007", "1990", "qwer", "Love")) {
      fixture.refused(
          fixture.as(Persona.ANNA),
          new Call.CreateAlbum(GalleryFixture.locked("weak", pin, "2.50")),
          "InvalidFields");
    }
  }

  @Test
  default void whatASuspendedMemberSoldIsBackWithThem() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    UserId anna = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 250);
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    fixture.world().gallery().suspensions().suspend(anna, true);
    fixture.refused(ben, new Call.ListAlbums(anna, false), "MemberNotFound");
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3"), "AlbumNotFound");
    fixture.refused(ben, new Call.GetAlbumPrice(album), "AlbumNotFound");
    Call create = new Call.CreateAlbum(GalleryFixture.locked("mine", "a7Z3", "2.50"));
    fixture.refused(fixture.as(Persona.ANNA), create, "MemberSuspended");
    fixture.refused(fixture.as(Persona.CLARA, Persona.ANNA), create, "MemberSuspended");
    fixture.world().gallery().suspensions().suspend(anna, false);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(Observed.PictureFacts::isLinked);
    assertThat(fixture.done(fixture.as(Persona.ANNA), create)).hasSize(1);
  }

  @Test
  default void aSubscriptionIsOverAtItsEndAndAnUnlockedAlbumNever() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 400);
    fixture.done(anna, new Call.UpdatePlans(List.of(new Observed.PlanFacts(1, 150))));
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    fixture.done(ben, new Call.Subscribe(owner, 1));
    fixture.done(anna, new Call.UpdatePlans(List.of()));
    fixture.done(
        anna,
        new Call.UpdateAlbum(
            album, GalleryFixture.locked("new", "Zz19", "9"), OptionalInt.empty()));
    Instant end = fixture.world().clock().instant().plus(7, DAYS);
    fixture.world().clock().set(end.minusMillis(1));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(Observed.PictureFacts::isLinked);
    fixture.world().clock().set(end);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .filteredOn(Observed.PictureFacts::isLinked)
        .extracting(Observed.PictureFacts::album)
        .containsExactly(album.id().value());
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Observed.SubscriptionFacts(owner, false, in(fixture, 0)));
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Observed.PriceFacts(Optional.of(900L), "unlocked"));
  }

  @Test
  default void everyMovementStandsInTheHistoriesOfBothSides() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    grant(fixture, Persona.BEN, 300);
    Call.Grant again =
        new Call.Grant(fixture.id(Persona.BEN), 300, "contract-" + ben.subject().value());
    assertThat(fixture.done(ben, again)).containsExactly(new Observed.BalanceFacts(300));
    fixture.refused(
        ben, new Call.Grant(fixture.id(Persona.BEN), 301, again.reference()), "Conflict");
    fixture.refused(
        ben, new Call.Grant(new UserId(Integer.MAX_VALUE), 1, again.reference()), "Unknown");
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    Observed.EntryFacts granted =
        new Observed.EntryFacts(
            in(fixture, 0),
            300,
            300,
            Observed.EntryReason.GRANTED,
            Optional.empty(),
            Optional.empty());
    Observed.EntryFacts paid = unlocked(fixture, -250, 50, Persona.ANNA, album);
    Observed.EntryFacts received = unlocked(fixture, 250, 250, Persona.BEN, album);
    assertThat(fixture.done(ben, history(false, OptionalInt.of(1), 10)))
        .containsExactly(granted, paid);
    assertThat(fixture.done(ben, history(true, OptionalInt.of(1), 1))).containsExactly(paid);
    assertThat(fixture.done(ben, history(false, OptionalInt.empty(), 1))).containsExactly(paid);
    assertThat(fixture.done(fixture.as(Persona.ANNA), history(false, OptionalInt.of(1), 10)))
        .containsExactly(received);
    assertThat(fixture.done(ben, new Call.GetBalance()))
        .containsExactly(new Observed.BalanceFacts(50));
    Caller reader = fixture.readerOnly(Persona.BEN);
    fixture.refused(reader, new Call.GetBalance(), "ScopeMissing");
    fixture.refused(reader, history(false, OptionalInt.of(0), 1), "ScopeMissing");
    fixture.refused(ben, history(false, OptionalInt.of(0), 1), "InvalidFields");
  }

  private static Call history(boolean newestFirst, OptionalInt number, int size) {
    return new Call.GetHistory(newestFirst, number, OptionalInt.of(size));
  }

  private static Observed.EntryFacts unlocked(
      GalleryFixture fixture, long gain, long balance, Persona other, AlbumAt album) {
    return new Observed.EntryFacts(
        in(fixture, 0),
        gain,
        balance,
        Observed.EntryReason.ALBUM_UNLOCKED,
        Optional.of(fixture.id(other)),
        Optional.of(album));
  }

  @Test
  default void nobodyBuysMoreThanTenYears() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 11);
    fixture.done(
        fixture.as(Persona.ANNA), new Call.UpdatePlans(List.of(new Observed.PlanFacts(6, 1))));
    for (int time = 0; time < 10; time++) {
      fixture.done(ben, new Call.Subscribe(owner, 1));
    }
    fixture.refused(ben, new Call.Subscribe(owner, 1), "SubscriptionTooLong");
  }

  @Test
  default void aSubscriptionFromThe31stStaysAtTheMonthsEnd() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 4);
    fixture.done(
        fixture.as(Persona.ANNA), new Call.UpdatePlans(List.of(new Observed.PlanFacts(3, 1))));
    fixture.world().clock().set(Instant.parse("2031-01-31T10:00:00Z"));
    List<String> ends = List.of("2031-02-28", "2031-03-31", "2031-04-30", "2031-05-31");
    for (int time = 0; time < ends.size(); time++) {
      Instant end = Instant.parse(ends.get(time) + "T10:00:00Z");
      assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
          .containsExactly(new Observed.SubscribedFacts(owner, 1, 3L - time, end));
    }
  }

  @Test
  default void aSubscriberSeesTheWholeGallery() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Observed.PlanFacts week = new Observed.PlanFacts(1, 150);
    Observed.PlanFacts year = new Observed.PlanFacts(6, 5000);
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    assertThat(fixture.done(anna, new Call.UpdatePlans(List.of(year, week))))
        .containsExactly(week, year);
    assertThat(fixture.done(ben, new Call.GetPlans(owner))).containsExactly(week, year);
    fixture.refused(ben, new Call.Subscribe(owner, 1), "NotEnoughCredits");
    fixture.refused(ben, new Call.Subscribe(owner, 3), "PlanNotFound");
    grant(fixture, Persona.BEN, 400);
    assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
        .containsExactly(new Observed.SubscribedFacts(owner, 150, 250, in(fixture, 7)));
    assertThat(fixture.done(ben, new Call.Subscribe(owner, 1)))
        .containsExactly(new Observed.SubscribedFacts(owner, 150, 100, in(fixture, 14)));
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Observed.SubscriptionFacts(owner, true, in(fixture, 14)));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(Observed.PictureFacts::isLinked);
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Observed.PaidFacts(0, 100));
    Call plans = new Call.UpdatePlans(List.of(new Observed.PlanFacts(7, 1)));
    fixture.refused(anna, plans, "InvalidFields");
    fixture.refused(fixture.readerOnly(Persona.ANNA), plans, "ScopeMissing");
  }

  @Test
  default void theFreeGalleryIsForEveryone() {
    GalleryFixture fixture = fixture();
    lockedAlbum(fixture);
    Caller anna = fixture.as(Persona.ANNA);
    List<Observed> added =
        fixture.done(anna, new Call.AddFree(List.of(GalleryFixture.upload(SMALL_PNG))));
    Call read =
        new Call.GetFreeGallery(fixture.id(Persona.ANNA), OptionalInt.empty(), OptionalInt.empty());
    List<Observed> seen = fixture.done(fixture.as(Persona.DORA), read);
    assertThat(seen).hasSameSizeAs(added).hasSize(1);
    assertThat(GalleryFixture.picture(seen.getFirst()).picture())
        .isEqualTo(GalleryFixture.added(added.getFirst()));
    assertThat(GalleryFixture.picture(seen.getFirst()).isLinked()).isTrue();
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).hasSize(2);
  }

  @Test
  default void creditsAreSpentWithTheScopeAtThePriceSeenAndNeverOnTheManagersOwn() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    AlbumAt claras =
        fixture.createAlbum(
            fixture.as(Persona.CLARA), GalleryFixture.locked("Clara's", "a7Z3", "1.00"));
    UserId owner = fixture.id(Persona.ANNA);
    Caller anna = fixture.as(Persona.ANNA);
    fixture.done(anna, new Call.UpdatePlans(List.of(new Observed.PlanFacts(1, 150))));
    grant(fixture, Persona.BEN, 1000);
    Caller reader = fixture.readerOnly(Persona.BEN);
    fixture.refused(reader, new Call.UnlockAlbum(album, "a7Z3"), "ScopeMissing");
    fixture.refused(reader, new Call.Subscribe(owner, 1), "ScopeMissing");
    Caller forBen = fixture.as(Persona.CLARA, Persona.BEN);
    fixture.refused(forBen, new Call.UnlockAlbum(claras, "a7Z3"), "OwnSale");
    Caller ben = fixture.as(Persona.BEN);
    OptionalLong seen = OptionalLong.of(249);
    fixture.refused(ben, new Call.UnlockAlbum(album, "a7Z3", seen), "PriceChanged");
    fixture.refused(ben, new Call.Subscribe(owner, 1, seen), "PriceChanged");
    Caller spender =
        fixture
            .world()
            .caller(Persona.BEN, SampleApplication.TRUSTED, Set.of(Scope.ACCOUNT_CREDITS_SPEND));
    assertThat(fixture.done(spender, new Call.UnlockAlbum(album, "a7Z3", OptionalLong.of(250))))
        .containsExactly(new Observed.PaidFacts(250, OptionalLong.empty()));
    assertThat(fixture.done(spender, new Call.Subscribe(owner, 1, OptionalLong.of(150))))
        .containsExactly(
            new Observed.SubscribedFacts(owner, 150, OptionalLong.empty(), in(fixture, 7)));
    assertThat(fixture.done(reader, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Observed.PaidFacts(0, OptionalLong.empty()));
  }

  @Test
  default void aRefundGivesCreditsBackAndEndsWhatWasBoughtOnce() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    Caller emil = fixture.as(Persona.EMIL);
    UserId buyer = fixture.id(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 500);
    fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3"));
    Call refund = new Call.Refund(buyer, 2, "broken");
    for (int time = 0; time < 2; time++) {
      assertThat(fixture.done(emil, refund))
          .containsExactly(new Observed.RefundedFacts(buyer, owner, 250, Optional.of(album)));
    }
    fixture.refused(emil, new Call.Refund(buyer, 2, "another"), "AlreadyRefunded");
    fixture.refused(emil, new Call.Refund(buyer, 1, "a grant"), "NotASale");
    fixture.refused(emil, new Call.Refund(buyer, 3, "a refund"), "NotASale");
    fixture.refused(emil, new Call.Refund(buyer, 4, "nothing"), "TransferNotFound");
    assertThat(fixture.done(ben, new Call.GetAlbumPrice(album)))
        .containsExactly(new Observed.PriceFacts(Optional.of(250L), "none"));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), ben))
        .noneMatch(Observed.PictureFacts::isLinked);
    Observed.EntryFacts back =
        new Observed.EntryFacts(
            in(fixture, 0),
            250,
            500,
            Observed.EntryReason.REFUNDED,
            Optional.of(owner),
            Optional.of(album));
    assertThat(fixture.done(ben, history(true, OptionalInt.of(1), 1))).containsExactly(back);
    assertThat(fixture.done(ben, new Call.UnlockAlbum(album, "a7Z3")))
        .containsExactly(new Observed.PaidFacts(250, 250));
  }

  @Test
  default void whoSpentTheCreditsCannotPayThemBack() {
    GalleryFixture fixture = fixture();
    AlbumAt album = lockedAlbum(fixture);
    Caller clara = fixture.as(Persona.CLARA);
    AlbumAt claras = fixture.createAlbum(clara, GalleryFixture.locked("Clara's", "a7Z3", "0.01"));
    grant(fixture, Persona.BEN, 250);
    fixture.done(fixture.as(Persona.BEN), new Call.UnlockAlbum(album, "a7Z3"));
    fixture.done(fixture.as(Persona.ANNA), new Call.UnlockAlbum(claras, "a7Z3"));
    fixture.refused(clara, new Call.Refund(fixture.id(Persona.BEN), 2, "late"), "CreditsSpent");
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(Persona.BEN)))
        .allMatch(Observed.PictureFacts::isLinked);
  }

  @Test
  default void aRefundedWeekIsTakenOffWhatIsLeft() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    Caller anna = fixture.as(Persona.ANNA);
    Caller emil = fixture.as(Persona.EMIL);
    UserId owner = fixture.id(Persona.ANNA);
    UserId buyer = fixture.id(Persona.BEN);
    grant(fixture, Persona.BEN, 500);
    fixture.done(anna, new Call.UpdatePlans(List.of(new Observed.PlanFacts(1, 100))));
    Instant end = in(fixture, 7);
    fixture.done(ben, new Call.Subscribe(owner, 1));
    fixture.done(ben, new Call.Subscribe(owner, 1));
    fixture.done(emil, new Call.Refund(buyer, 2, "asked"));
    assertThat(fixture.done(ben, new Call.GetSubscriptions()))
        .containsExactly(new Observed.SubscriptionFacts(owner, true, end));
    fixture.done(anna, new Call.UpdatePlans(List.of()));
    fixture.done(emil, new Call.Refund(buyer, 3, "asked"));
    assertThat(fixture.done(ben, new Call.GetSubscriptions())).isEmpty();
    assertThat(fixture.done(ben, new Call.GetBalance()))
        .containsExactly(new Observed.BalanceFacts(500));
  }

  /** An album of Anna's with one picture, and another picture outside of albums. */
  private static AlbumAt lockedAlbum(GalleryFixture fixture) {
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, GalleryFixture.locked("locked", "a7Z3", "2.50"));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    fixture.add(anna, Optional.empty(), SMALL_PNG);
    return album;
  }

  private static void grant(GalleryFixture fixture, Persona role, long hundredths) {
    String reference = "contract-" + fixture.id(role).value();
    Call grant = new Call.Grant(fixture.id(role), hundredths, reference);
    assertThat(fixture.done(fixture.as(Persona.EMIL), grant))
        .containsExactly(new Observed.BalanceFacts(hundredths));
  }

  /** The time in {@code days} days, as precise as APIs report it. */
  private static Instant in(GalleryFixture fixture, int days) {
    return fixture.world().clock().instant().truncatedTo(ChronoUnit.MILLIS).plus(days, DAYS);
  }
}
