package org.pinacotheca.testkit.gallery;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.accounts.Registration;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.OwnSale;
import org.pinacotheca.application.api.selling.PlanNotFound;
import org.pinacotheca.application.api.selling.PriceChanged;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.SubscriptionTooLong;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PlanDuration;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** How access is sold. Part of {@link GalleryContract}. */
public interface SellingBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  /** The same with a commission, and with members of its own. */
  GalleryFixture fixture(Commission commission);

  @Test
  default void anAlbumIsUnlockedWithItsPinAtItsPriceOnce() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    fixture.refused(ben, Commands.unlock(album, "x9Y8"), WrongPin.class);
    fixture.refused(ben, Commands.unlock(album, "a7Z3"), NotEnoughCredits.class);
    grant(fixture, Persona.BEN, 300);
    assertPrice(fixture, album, 250, GalleryAccess.None.class);
    assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 250, Optional.of(50L));
    assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 0, Optional.of(50L));
    assertPrice(fixture, album, 250, GalleryAccess.Unlocked.class);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(GalleryFixture::isLinked);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .filteredOn(GalleryFixture::isLinked)
        .hasSize(1);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), fixture.as(Persona.DORA)))
        .hasSize(2)
        .noneMatch(GalleryFixture::isLinked);
  }

  @Test
  default void thePinInAnotherCaseIsWrong() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    grant(fixture, Persona.BEN, 250);
    Caller ben = fixture.as(Persona.BEN);
    for (String other : List.of("A7Z3", "a7z3", "A7z3")) {
      fixture.refused(ben, Commands.unlock(album, other), WrongPin.class);
    }
    assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 250, Optional.of(0L));
  }

  @Test
  default void thePlatformKeepsItsShareRoundedInTheOwnersFavour() {
    GalleryFixture fixture = fixture(new Commission(2500));
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    grant(fixture, Persona.BEN, 1000);
    for (String price : List.of("0.01", "0.02", "0.03", "0.06", "0.07", "1.00")) {
      AlbumId album = fixture.createAlbum(anna, Commands.locked(price, "a7Z3", price));
      fixture.done(ben, Commands.unlock(album, "a7Z3"));
    }
    fixture.done(anna, Commands.offer(Commands.plan(1, 10)));
    fixture.done(ben, subscribe(fixture, 1));
    assertThat(entries(fixture, anna, false, OptionalInt.of(1), 50))
        .extracting(LedgerEntry::gainInHundredths)
        .containsExactly(1L, 2L, 3L, -1L, 6L, -1L, 7L, -2L, 100L, -25L, 10L, -2L);
    assertBalance(fixture, ben, 1000 - 129);
  }

  @Test
  default void fiveWrongPinsLockAnAlbumForWhoGaveThem() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    grant(fixture, Persona.BEN, 250);
    Caller ben = fixture.as(Persona.BEN);
    for (int time = 0; time < 5; time++) {
      fixture.refused(ben, Commands.unlock(album, "x9Y8"), WrongPin.class);
    }
    fixture.refused(ben, Commands.unlock(album, "a7Z3"), TooManyWrongPins.class);
    fixture.refused(fixture.as(Persona.DORA), Commands.unlock(album, "x9Y8"), WrongPin.class);
    ManualClock clock = fixture.world().clock();
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    fixture.refused(ben, Commands.unlock(album, "a7Z3"), TooManyWrongPins.class);
    clock.advance(Duration.ofMillis(1));
    assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 250, Optional.of(0L));
  }

  @Test
  default void aFurtherLockIsTwiceAsLong() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    ManualClock clock = fixture.world().clock();
    for (int minutes : new int[] {15, 30, 60}) {
      for (int time = 0; time < 5; time++) {
        fixture.refused(ben, Commands.unlock(album, "x9Y8"), WrongPin.class);
      }
      clock.advance(Duration.ofMinutes(minutes).minusMillis(1));
      fixture.refused(ben, Commands.unlock(album, "a7Z3"), TooManyWrongPins.class);
      clock.advance(Duration.ofMillis(1));
    }
    fixture.refused(ben, Commands.unlock(album, "a7Z3"), NotEnoughCredits.class);
  }

  @Test
  default void aPinWithoutAPriceIsAskedOnce() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    AlbumId album =
        fixture.createAlbum(fixture.as(Persona.ANNA), Commands.locked("locked", "a7Z3", "0.00"));
    fixture.refused(ben, Commands.unlock(album, "x9Y8"), WrongPin.class);
    assertPrice(fixture, album, 0, GalleryAccess.None.class);
    for (int time = 0; time < 2; time++) {
      assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 0, Optional.of(0L));
    }
    assertPrice(fixture, album, 0, GalleryAccess.Unlocked.class);
  }

  @Test
  default void whatASuspendedMemberSoldIsBackWithThem() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    UserId anna = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 250);
    fixture.done(ben, Commands.unlock(album, "a7Z3"));
    fixture.world().gallery().suspensions().suspend(anna, true);
    fixture.refused(ben, Commands.list(anna), MemberNotFound.class);
    fixture.refused(ben, Commands.unlock(album, "a7Z3"), AlbumNotFound.class);
    fixture.refused(ben, new GetAlbumPrice(album), AlbumNotFound.class);
    Object create = Commands.create(Commands.locked("mine", "a7Z3", "2.50"));
    fixture.refused(fixture.as(Persona.ANNA), create, Denial.MemberSuspended.class);
    fixture.refused(fixture.as(Persona.CLARA, Persona.ANNA), create, Denial.MemberSuspended.class);
    fixture.world().gallery().suspensions().suspend(anna, false);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), ben))
        .hasSize(1)
        .allMatch(GalleryFixture::isLinked);
    fixture.done(fixture.as(Persona.ANNA), create);
  }

  @Test
  default void aSubscriptionIsOverAtItsEndAndAnUnlockedAlbumNever() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 400);
    fixture.done(anna, Commands.offer(Commands.plan(1, 150)));
    fixture.done(ben, Commands.unlock(album, "a7Z3"));
    fixture.done(ben, subscribe(fixture, 1));
    fixture.done(anna, Commands.offer());
    fixture.done(anna, Commands.update(album, Commands.locked("new", "Zz19", "9")));
    Instant end = fixture.world().clock().instant().plus(7, DAYS);
    fixture.world().clock().set(end.minusMillis(1));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(GalleryFixture::isLinked);
    fixture.world().clock().set(end);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .filteredOn(GalleryFixture::isLinked)
        .extracting(view -> view.picture().album())
        .containsExactly(Optional.of(album));
    assertThat(subscriptions(fixture, ben)).containsExactly(tuple(owner, false, in(fixture, 0)));
    assertPrice(fixture, album, 900, GalleryAccess.Unlocked.class);
  }

  @Test
  default void everyMovementStandsInTheHistoriesOfBothSides() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    grant(fixture, Persona.BEN, 300);
    UserId buyer = fixture.id(Persona.BEN);
    String reference = "contract-" + buyer.value();
    assertThat(
            fixture
                .done(ben, Commands.grant(buyer, 300, reference), CreditAccounts.Grant.class)
                .balance())
        .isEqualTo(new Credits(300));
    fixture.refused(ben, Commands.grant(buyer, 301, reference), Registration.Conflict.class);
    fixture.refused(
        ben,
        Commands.grant(new UserId(Integer.MAX_VALUE), 1, reference),
        Registration.Unknown.class);
    fixture.done(ben, Commands.unlock(album, "a7Z3"));
    AccountId annas = new AccountId.OfMember(fixture.id(Persona.ANNA));
    AccountId bens = new AccountId.OfMember(buyer);
    TransferReason unlocked = new TransferReason.AlbumUnlocked(album);
    Instant now = in(fixture, 0);
    Tuple granted = tuple(now, 300L, 300L, new TransferReason.Granted(), new AccountId.Grants());
    Tuple paid = tuple(now, -250L, 50L, unlocked, annas);
    Tuple received = tuple(now, 250L, 250L, unlocked, bens);
    assertThat(history(fixture, ben, false, OptionalInt.of(1), 10)).containsExactly(granted, paid);
    assertThat(history(fixture, ben, true, OptionalInt.of(1), 1)).containsExactly(paid);
    assertThat(history(fixture, ben, false, OptionalInt.empty(), 1)).containsExactly(paid);
    assertThat(history(fixture, fixture.as(Persona.ANNA), false, OptionalInt.of(1), 10))
        .containsExactly(received);
    assertBalance(fixture, ben, 50);
    Caller reader = fixture.readerOnly(Persona.BEN);
    fixture.refused(reader, new GetCreditBalance(), Denial.ScopeMissing.class);
    fixture.refused(
        reader, new GetCreditsHistory(false, OptionalInt.of(1), 1), Denial.ScopeMissing.class);
  }

  private static List<LedgerEntry> entries(
      GalleryFixture fixture, Caller caller, boolean newestFirst, OptionalInt number, int size) {
    GetCreditsHistory query = new GetCreditsHistory(newestFirst, number, size);
    return fixture.done(caller, query, GetCreditsHistory.Read.class).entries().items();
  }

  private static List<Tuple> history(
      GalleryFixture fixture, Caller caller, boolean newestFirst, OptionalInt number, int size) {
    return entries(fixture, caller, newestFirst, number, size).stream()
        .map(entry ->
            tuple(
                entry.transfer().at().truncatedTo(ChronoUnit.MILLIS),
                entry.gainInHundredths(),
                entry.balance().hundredths(),
                entry.transfer().reason(),
                entry.counterparty()))
        .toList();
  }

  @Test
  default void nobodyBuysMoreThanTenYears() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    grant(fixture, Persona.BEN, 11);
    fixture.done(fixture.as(Persona.ANNA), Commands.offer(Commands.plan(6, 1)));
    for (int time = 0; time < 10; time++) {
      fixture.done(ben, subscribe(fixture, 1));
    }
    fixture.refused(ben, subscribe(fixture, 1), SubscriptionTooLong.class);
  }

  @Test
  default void aSubscriptionFromThe31stStaysAtTheMonthsEnd() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    grant(fixture, Persona.BEN, 4);
    fixture.done(fixture.as(Persona.ANNA), Commands.offer(Commands.plan(3, 1)));
    fixture.world().clock().set(Instant.parse("2031-01-31T10:00:00Z"));
    List<String> ends = List.of("2031-02-28", "2031-03-31", "2031-04-30", "2031-05-31");
    for (int time = 0; time < ends.size(); time++) {
      Instant end = Instant.parse(ends.get(time) + "T10:00:00Z");
      assertSubscribed(fixture, ben, subscribe(fixture, 1), 1, Optional.of(3L - time), end);
    }
  }

  @Test
  default void aSubscriberSeesTheWholeGallery() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    PlanDraft week = Commands.plan(1, 150);
    PlanDraft year = Commands.plan(6, 5000);
    Caller anna = fixture.as(Persona.ANNA);
    Caller ben = fixture.as(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    assertOffered(
        fixture.done(anna, Commands.offer(year, week), UpdatePricePlans.Updated.class).plans());
    assertOffered(fixture.done(ben, new GalleryApi.GetPlans(owner)).listOf(PricePlan.class));
    fixture.refused(ben, subscribe(fixture, 1), NotEnoughCredits.class);
    fixture.refused(ben, subscribe(fixture, 3), PlanNotFound.class);
    grant(fixture, Persona.BEN, 400);
    Subscribe first = subscribe(fixture, 1);
    assertSubscribed(fixture, ben, first, 150, Optional.of(250L), in(fixture, 7));
    assertSubscribed(fixture, ben, first, 150, Optional.of(100L), in(fixture, 14));
    assertThat(subscriptions(fixture, ben)).containsExactly(tuple(owner, true, in(fixture, 14)));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), ben))
        .hasSize(2)
        .allMatch(GalleryFixture::isLinked);
    assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 0, Optional.of(100L));
    fixture.refused(
        fixture.readerOnly(Persona.ANNA), Commands.offer(week), Denial.ScopeMissing.class);
  }

  private static void assertOffered(List<PricePlan> plans) {
    assertThat(plans)
        .extracting(PricePlan::duration, plan -> plan.price().amount().hundredths())
        .containsExactly(tuple(PlanDuration.ONE_WEEK, 150L), tuple(PlanDuration.ONE_YEAR, 5000L));
  }

  @Test
  default void theFreeGalleryIsForEveryone() {
    GalleryFixture fixture = fixture();
    lockedAlbum(fixture);
    Caller anna = fixture.as(Persona.ANNA);
    AddPictures add =
        new AddPictures(GalleryKind.FREE, Optional.empty(), List.of(Commands.picture(SMALL_PNG)));
    List<PictureId> added = fixture.done(anna, add, AddPictures.Added.class).pictures();
    GetFreeGallery read =
        new GetFreeGallery(fixture.id(Persona.ANNA), new PageRequest(1, 50), Masking.NONE);
    List<PictureView> seen =
        fixture.done(fixture.as(Persona.DORA), read, GetFreeGallery.Read.class).pictures().items();
    assertThat(GalleryFixture.ids(seen)).isEqualTo(added).hasSize(1);
    assertThat(seen).allMatch(GalleryFixture::isLinked);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).hasSize(2);
  }

  @Test
  default void creditsAreSpentWithTheScopeAtThePriceSeenAndNeverOnTheManagersOwn() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    AlbumId claras =
        fixture.createAlbum(fixture.as(Persona.CLARA), Commands.locked("Clara's", "a7Z3", "1.00"));
    Caller anna = fixture.as(Persona.ANNA);
    fixture.done(anna, Commands.offer(Commands.plan(1, 150)));
    grant(fixture, Persona.BEN, 1000);
    Caller reader = fixture.readerOnly(Persona.BEN);
    fixture.refused(reader, Commands.unlock(album, "a7Z3"), Denial.ScopeMissing.class);
    fixture.refused(reader, subscribe(fixture, 1), Denial.ScopeMissing.class);
    Caller forBen = fixture.as(Persona.CLARA, Persona.BEN);
    fixture.refused(forBen, Commands.unlock(claras, "a7Z3"), OwnSale.class);
    Caller ben = fixture.as(Persona.BEN);
    Optional<Credits> seen = Optional.of(new Credits(249));
    fixture.refused(ben, unlock(album, seen), PriceChanged.class);
    fixture.refused(ben, subscribe(fixture, 1, seen), PriceChanged.class);
    Caller spender =
        fixture
            .world()
            .caller(Persona.BEN, SampleApplication.TRUSTED, Set.of(Scope.ACCOUNT_CREDITS_SPEND));
    UnlockAlbum unlock = unlock(album, Optional.of(new Credits(250)));
    assertPaid(fixture, spender, unlock, 250, Optional.empty());
    Subscribe subscribe = subscribe(fixture, 1, Optional.of(new Credits(150)));
    assertSubscribed(fixture, spender, subscribe, 150, Optional.empty(), in(fixture, 7));
    assertPaid(fixture, reader, Commands.unlock(album, "a7Z3"), 0, Optional.empty());
  }

  @Test
  default void aRefundGivesCreditsBackAndEndsWhatWasBoughtOnce() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller ben = fixture.as(Persona.BEN);
    Caller emil = fixture.as(Persona.EMIL);
    UserId buyer = fixture.id(Persona.BEN);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 500);
    fixture.done(ben, Commands.unlock(album, "a7Z3"));
    RefundSale refund = refund(fixture, 2, "broken");
    for (int time = 0; time < 2; time++) {
      Transfer refunded = fixture.done(emil, refund, RefundSale.Refunded.class).refund().transfer();
      assertThat(refunded.from()).isEqualTo(new AccountId.OfMember(owner));
      assertThat(refunded.to()).isEqualTo(new AccountId.OfMember(buyer));
      assertThat(refunded.amount()).isEqualTo(new Credits(250));
      assertIsRefundOf(album, refunded);
    }
    fixture.refused(emil, refund(fixture, 2, "another"), RefundSale.AlreadyRefunded.class);
    fixture.refused(emil, refund(fixture, 1, "a grant"), RefundSale.NotASale.class);
    fixture.refused(emil, refund(fixture, 3, "a refund"), RefundSale.NotASale.class);
    fixture.refused(emil, refund(fixture, 4, "nothing"), RefundSale.TransferNotFound.class);
    assertPrice(fixture, album, 250, GalleryAccess.None.class);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), ben))
        .noneMatch(GalleryFixture::isLinked);
    assertThat(entries(fixture, ben, true, OptionalInt.of(1), 1))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.transfer().at().truncatedTo(ChronoUnit.MILLIS))
              .isEqualTo(in(fixture, 0));
          assertThat(entry.gainInHundredths()).isEqualTo(250);
          assertThat(entry.balance()).isEqualTo(new Credits(500));
          assertThat(entry.counterparty()).isEqualTo(new AccountId.OfMember(owner));
          assertIsRefundOf(album, entry.transfer());
        });
    assertPaid(fixture, ben, Commands.unlock(album, "a7Z3"), 250, Optional.of(250L));
  }

  @Test
  default void whoSpentTheCreditsCannotPayThemBack() {
    GalleryFixture fixture = fixture();
    AlbumId album = lockedAlbum(fixture);
    Caller clara = fixture.as(Persona.CLARA);
    AlbumId claras = fixture.createAlbum(clara, Commands.locked("Clara's", "a7Z3", "0.01"));
    grant(fixture, Persona.BEN, 250);
    fixture.done(fixture.as(Persona.BEN), Commands.unlock(album, "a7Z3"));
    fixture.done(fixture.as(Persona.ANNA), Commands.unlock(claras, "a7Z3"));
    fixture.refused(clara, refund(fixture, 2, "late"), RefundSale.CreditsSpent.class);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(Persona.BEN)))
        .allMatch(GalleryFixture::isLinked);
  }

  @Test
  default void aRefundedWeekIsTakenOffWhatIsLeft() {
    GalleryFixture fixture = fixture();
    Caller ben = fixture.as(Persona.BEN);
    Caller anna = fixture.as(Persona.ANNA);
    Caller emil = fixture.as(Persona.EMIL);
    UserId owner = fixture.id(Persona.ANNA);
    grant(fixture, Persona.BEN, 500);
    fixture.done(anna, Commands.offer(Commands.plan(1, 100)));
    Instant end = in(fixture, 7);
    fixture.done(ben, subscribe(fixture, 1));
    fixture.done(ben, subscribe(fixture, 1));
    fixture.done(emil, refund(fixture, 2, "asked"));
    assertThat(subscriptions(fixture, ben)).containsExactly(tuple(owner, true, end));
    fixture.done(anna, Commands.offer());
    fixture.done(emil, refund(fixture, 3, "asked"));
    assertThat(subscriptions(fixture, ben)).isEmpty();
    assertBalance(fixture, ben, 500);
  }

  /** An album of Anna's with one picture, and another picture outside of albums. */
  private static AlbumId lockedAlbum(GalleryFixture fixture) {
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, Commands.locked("locked", "a7Z3", "2.50"));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    fixture.add(anna, Optional.empty(), SMALL_PNG);
    return album;
  }

  private static void grant(GalleryFixture fixture, Persona role, long hundredths) {
    String reference = "contract-" + fixture.id(role).value();
    CreditAccounts.Grant given =
        fixture.done(
            fixture.as(Persona.EMIL),
            Commands.grant(fixture.id(role), hundredths, reference),
            CreditAccounts.Grant.class);
    assertThat(given.balance()).isEqualTo(new Credits(hundredths));
  }

  private static UnlockAlbum unlock(AlbumId album, Optional<Credits> seen) {
    return new UnlockAlbum(album, new Pin("a7Z3"), seen);
  }

  /** The purchase of a plan of Anna's. */
  private static Subscribe subscribe(GalleryFixture fixture, int position, Optional<Credits> seen) {
    return new Subscribe(fixture.id(Persona.ANNA), fixture.plan(Persona.ANNA, position), seen);
  }

  private static Subscribe subscribe(GalleryFixture fixture, int position) {
    return subscribe(fixture, position, Optional.empty());
  }

  /** The refund of an entry of Ben's account. */
  private static RefundSale refund(GalleryFixture fixture, int position, String reason) {
    return new RefundSale(fixture.entry(Persona.BEN, position), reason);
  }

  private static List<Tuple> subscriptions(GalleryFixture fixture, Caller caller) {
    return fixture
        .done(caller, Commands.subscriptions(), GetSubscriptions.Read.class)
        .subscriptions()
        .items()
        .stream()
        .map(found ->
            tuple(
                found.subscription().owner(),
                found.isOn(),
                found.subscription().until().truncatedTo(ChronoUnit.MILLIS)))
        .toList();
  }

  /** Checks the price of an album and the access to it as Ben reads them. */
  private static void assertPrice(
      GalleryFixture fixture, AlbumId album, long price, Class<? extends GalleryAccess> access) {
    GetAlbumPrice.Reported reported =
        fixture.done(
            fixture.as(Persona.BEN), new GetAlbumPrice(album), GetAlbumPrice.Reported.class);
    assertThat(reported.album().lock().map(lock -> lock.price().amount()))
        .contains(new Credits(price));
    assertThat(reported.access()).isInstanceOf(access);
  }

  private static void assertPaid(
      GalleryFixture fixture,
      Caller caller,
      UnlockAlbum command,
      long charged,
      Optional<Long> balance) {
    UnlockAlbum.Unlocked unlocked = fixture.done(caller, command, UnlockAlbum.Unlocked.class);
    assertThat(unlocked.charged()).isEqualTo(new Credits(charged));
    assertThat(unlocked.balance()).isEqualTo(balance.map(Credits::new));
  }

  private static void assertSubscribed(
      GalleryFixture fixture,
      Caller caller,
      Subscribe command,
      long charged,
      Optional<Long> balance,
      Instant until) {
    Subscribe.Subscribed subscribed = fixture.done(caller, command, Subscribe.Subscribed.class);
    assertThat(subscribed.subscription().owner()).isEqualTo(command.owner());
    assertThat(subscribed.subscription().until().truncatedTo(ChronoUnit.MILLIS)).isEqualTo(until);
    assertThat(subscribed.charged()).isEqualTo(new Credits(charged));
    assertThat(subscribed.balance()).isEqualTo(balance.map(Credits::new));
  }

  private static void assertBalance(GalleryFixture fixture, Caller caller, long hundredths) {
    assertThat(fixture.done(caller, new GetCreditBalance(), GetCreditBalance.Read.class).balance())
        .isEqualTo(new Credits(hundredths));
  }

  private static void assertIsRefundOf(AlbumId album, Transfer transfer) {
    assertThat(transfer.reason())
        .isInstanceOfSatisfying(
            TransferReason.Refunded.class,
            refunded -> assertThat(refunded.album()).contains(album));
  }

  /** The time in {@code days} days, as precise as APIs report it. */
  private static Instant in(GalleryFixture fixture, int days) {
    return fixture.world().clock().instant().truncatedTo(ChronoUnit.MILLIS).plus(days, DAYS);
  }
}
