package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.operations.Idempotency;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.TooManyWrongPins;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.WrongPinAttempt;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

class UnlockAlbumTest {
  private static final Duration TICK = Duration.ofNanos(1000);

  private final Market market = Market.open();
  private final AlbumId album = market.lockedAlbum(Persona.ANNA, 250);

  @AfterEach
  void theBooksBalance() {
    market.assertBooksBalance();
  }

  @Test
  void refusalsComeInTheirOrder() {
    Caller stranger = market.caller(Persona.DORA).actingFor(market.world.member(Persona.BEN));
    AlbumId missing = new AlbumId(Integer.MAX_VALUE);
    AlbumId open = market.album(Persona.ANNA, Market.draft(Optional.empty(), 0));
    assertThat(market.unlock(stranger, missing, Market.PIN))
        .isEqualTo(new Denied(new Denial.ManagesNoGroup()));
    assertThat(market.unlock(Persona.BEN, missing, Market.PIN)).isEqualTo(new AlbumNotFound());
    assertThat(market.unlock(Persona.BEN, open, Market.PIN)).isEqualTo(new AlbumNotFound());
    for (int time = 0; time < 5; time++) {
      assertThat(market.unlock(Persona.BEN, album, Market.WRONG)).isEqualTo(new WrongPin());
    }
    assertThat(market.unlock(Persona.BEN, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(Duration.ofMinutes(15)));
    assertThat(market.unlock(Persona.DORA, album, Market.WRONG)).isEqualTo(new WrongPin());
    market.grant(Persona.DORA, 249);
    assertThat(market.unlock(Persona.DORA, album, Market.PIN))
        .isEqualTo(new NotEnoughCredits(new Credits(250), Optional.of(new Credits(249))));
    assertThat(market.sees(Persona.DORA, Persona.ANNA, album)).isFalse();
    market.grant(Persona.DORA, 1);
    assertThat(market.charged(market.unlock(Persona.DORA, album, Market.PIN))).isEqualTo(250);
    assertThat(market.sees(Persona.DORA, Persona.ANNA, album)).isTrue();
  }

  @Test
  void anAlbumIsChargedOnceEver() {
    market.grant(Persona.BEN, 1000);
    Instant bought = market.inMemory.clock().instant();
    assertThat(market.unlock(Persona.BEN, album, Market.PIN))
        .isEqualTo(unlocked(250, 750, Optional.of(bought)));
    market.pass(Duration.ofDays(400));
    for (String pin : List.of(Market.PIN, Market.WRONG)) {
      assertThat(market.unlock(Persona.BEN, album, pin))
          .isEqualTo(unlocked(0, 750, Optional.of(bought)));
    }
    assertThat(market.balance(Persona.ANNA)).isEqualTo(250);
    assertThat(market.entries(Persona.BEN)).hasSize(2);
  }

  @Test
  void ownerAndSubscriberAreChargedNothing() {
    market.grant(Persona.BEN, 100);
    var plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst();
    assertThat(market.unlock(Persona.ANNA, album, Market.WRONG))
        .isEqualTo(unlocked(0, 0, Optional.empty()));
    market.subscribe(Persona.BEN, Persona.ANNA, plan.id());
    assertThat(market.unlock(Persona.BEN, album, Market.WRONG))
        .isEqualTo(unlocked(0, 0, Optional.empty()));
    market.pass(Duration.ofDays(7));
    assertThat(market.unlock(Persona.BEN, album, Market.PIN)).isInstanceOf(NotEnoughCredits.class);
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isFalse();
  }

  @Test
  void fiveWrongPinsInAQuarterOfAnHourLockItForTheirViewerAlone() {
    market.grant(Persona.BEN, 250);
    market.grant(Persona.DORA, 250);
    lockOut(Persona.BEN);
    assertThat(market.unlock(Persona.BEN, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(Duration.ofMinutes(15)));
    assertThat(market.charged(market.unlock(Persona.DORA, album, Market.PIN))).isEqualTo(250);
    market.pass(Duration.ofMinutes(15).minus(TICK));
    assertThat(market.unlock(Persona.BEN, album, Market.PIN)).isEqualTo(new TooManyWrongPins(TICK));
    market.pass(TICK);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
  }

  /** Five wrong PINs, a minute apart. */
  private void lockOut(Persona role) {
    for (int time = 0; time < 5; time++) {
      market.pass(Duration.ofMinutes(1));
      assertThat(market.unlock(role, album, Market.WRONG)).isEqualTo(new WrongPin());
    }
  }

  @Test
  void eachFurtherLockIsTwiceAsLong() {
    market.grant(Persona.BEN, 250);
    for (int minutes : new int[] {15, 30, 60, 120}) {
      lockOut(Persona.BEN);
      assertThat(market.unlock(Persona.BEN, album, Market.PIN))
          .isEqualTo(new TooManyWrongPins(Duration.ofMinutes(minutes)));
      market.pass(Duration.ofMinutes(minutes));
      market.gallery.operations().sweep();
    }
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
  }

  @Test
  void aClockThatWasSetBackADayKeepsNobodyLockedOut() {
    market.grant(Persona.BEN, 250);
    market.grant(Persona.CLARA, 250);
    lockOut(Persona.BEN);
    giveWrongPins(Persona.DORA, 100);
    market.pass(Duration.ofDays(-1));
    assertThat(market.unlock(Persona.CLARA, album, Market.WRONG)).isEqualTo(new WrongPin());
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
  }

  @Test
  void aClockThatIsAMomentBehindDoesNotOpenALock() {
    market.grant(Persona.BEN, 250);
    lockOut(Persona.BEN);
    market.pass(Duration.ofSeconds(-5));
    assertThat(market.unlock(Persona.BEN, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(Duration.ofMinutes(15)));
  }

  @Test
  void ofManyGuessesOfOneViewerAtOnceFiveAreTried() throws Exception {
    List<Callable<UnlockAlbum.Outcome>> guesses =
        Collections.nCopies(12, () -> market.unlock(Persona.BEN, album, Market.WRONG));
    List<UnlockAlbum.Outcome> outcomes = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(6)) {
      for (Future<UnlockAlbum.Outcome> outcome : executor.invokeAll(guesses)) {
        outcomes.add(outcome.get());
      }
    }
    assertThat(outcomes).filteredOn(new WrongPin()::equals).hasSize(5);
    assertThat(outcomes).filteredOn(TooManyWrongPins.class::isInstance).hasSize(7);
  }

  @Test
  void ofAViewersWrongPinsThoseOfAnHourAreKept() {
    giveWrongPins(Persona.BEN, 3);
    market.pass(Duration.ofHours(1).plus(TICK));
    assertThat(market.unlock(Persona.BEN, album, Market.WRONG)).isEqualTo(new WrongPin());
    Instant end = market.inMemory.clock().instant().plus(TICK);
    assertThat(
            market
                .inMemory
                .storage()
                .<Optional<Instant>>read(tx -> tx.access().wrongPin(album, end, 2)))
        .isEmpty();
  }

  @Test
  void aPinWithoutAPriceIsAskedOnceAndChargesNothing() {
    AlbumId free = market.lockedAlbum(Persona.ANNA, 0);
    assertThat(market.unlock(Persona.BEN, free, Market.WRONG)).isEqualTo(new WrongPin());
    assertThat(market.sees(Persona.BEN, Persona.ANNA, free)).isFalse();
    Instant bought = market.inMemory.clock().instant();
    assertThat(market.unlock(Persona.BEN, free, Market.PIN))
        .isEqualTo(
            new UnlockAlbum.Unlocked(
                free,
                market.world.member(Persona.ANNA),
                new Credits(0),
                Optional.of(new Credits(0)),
                Optional.of(bought)));
    assertThat(market.sees(Persona.BEN, Persona.ANNA, free)).isTrue();
    assertThat(market.entries(Persona.BEN)).isEmpty();
    assertThat(market.entries(Persona.ANNA)).isEmpty();
    market.lock(Persona.ANNA, free, Optional.of("zZ9x"), 700);
    assertThat(market.charged(market.unlock(Persona.BEN, free, Market.WRONG))).isZero();
  }

  @Test
  void wrongPinsOfOneAlbumDoNotLockAnother() {
    AlbumId other = market.lockedAlbum(Persona.ANNA, 1);
    market.grant(Persona.BEN, 1);
    for (int time = 0; time < 5; time++) {
      assertThat(market.unlock(Persona.BEN, album, Market.WRONG)).isEqualTo(new WrongPin());
    }
    assertThat(market.charged(market.unlock(Persona.BEN, other, Market.PIN))).isEqualTo(1);
  }

  @Test
  void afterAHundredWrongPinsOfAllInAnHourOnlyWhoMayBeGuessingWaits() {
    market.grant(Persona.EMIL, 250);
    assertThat(market.charged(market.unlock(Persona.EMIL, album, Market.PIN))).isEqualTo(250);
    giveWrongPins(Persona.BEN, 50);
    giveWrongPins(Persona.CLARA, 49);
    assertThat(market.unlock(Persona.DORA, album, Market.WRONG)).isEqualTo(new WrongPin());
    market.grant(Persona.DORA, 250);
    assertThat(market.unlock(Persona.DORA, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(Duration.ofHours(1)));
    assertThat(market.charged(market.unlock(Persona.EMIL, album, Market.WRONG))).isZero();
    assertThat(market.charged(market.unlock(Persona.ANNA, album, Market.WRONG))).isZero();
    market.pass(Duration.ofHours(1).minus(TICK));
    assertThat(market.unlock(Persona.DORA, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(TICK));
    market.pass(TICK);
    assertThat(market.charged(market.unlock(Persona.DORA, album, Market.PIN))).isEqualTo(250);
  }

  @Test
  void whileOthersGuessABuyerWithTheCreditsIsLetInAndOneWithoutWaits() {
    giveWrongPins(Persona.BEN, 100);
    market.grant(Persona.DORA, 249);
    assertThat(market.unlock(Persona.DORA, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(Duration.ofHours(1)));
    market.grant(Persona.DORA, 1);
    assertThat(market.charged(market.unlock(Persona.DORA, album, Market.PIN))).isEqualTo(250);
  }

  /**
   * Adds wrong PINs directly, as many accounts would, because a single viewer is locked out
   * earlier.
   */
  private void giveWrongPins(Persona role, int times) {
    market
        .inMemory
        .storage()
        .<Boolean>transact(tx -> {
          for (int time = 0; time < times; time++) {
            tx.access()
                .addWrongPin(market.world.member(role), album, new WrongPinAttempt(tx.now(), 0));
          }
          return true;
        });
  }

  @Test
  void ninetyNineWrongPinsDoNotLockItForOthers() {
    market.grant(Persona.DORA, 249);
    giveWrongPins(Persona.BEN, 99);
    assertThat(market.unlock(Persona.DORA, album, Market.PIN)).isInstanceOf(NotEnoughCredits.class);
  }

  @Test
  void aSweepDoesNotLiftALockAndForgetsAfterTwoDays() {
    giveWrongPins(Persona.BEN, 100);
    market.pass(Duration.ofMinutes(59));
    assertThat(market.gallery.operations().sweep()).isEqualTo(new Swept.Done(0));
    assertThat(market.unlock(Persona.DORA, album, Market.PIN))
        .isEqualTo(new TooManyWrongPins(Duration.ofMinutes(1)));
    market.pass(Duration.ofDays(2));
    assertThat(market.gallery.operations().sweep()).isEqualTo(new Swept.Done(0));
    Instant end = market.inMemory.clock().instant();
    assertThat(
            market
                .inMemory
                .storage()
                .<Optional<Instant>>read(tx -> tx.access().wrongPin(album, end, 1)))
        .isEmpty();
  }

  @Test
  void whatIsBoughtOutlivesEveryChangeOfThePin() {
    market.grant(Persona.BEN, 1000);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
    market.lock(Persona.ANNA, album, Optional.of("zZ9x"), 700);
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.charged(market.unlock(Persona.BEN, album, "zZ9x"))).isZero();
    market.lock(Persona.ANNA, album, Optional.empty(), 0);
    assertThat(market.unlock(Persona.BEN, album, "zZ9x")).isEqualTo(new AlbumNotFound());
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    market.lock(Persona.ANNA, album, Optional.of(Market.PIN), 100);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isZero();
    assertThat(market.balance(Persona.BEN)).isEqualTo(750);
    market.grant(Persona.DORA, 100);
    assertThat(market.unlock(Persona.DORA, album, "zZ9x")).isEqualTo(new WrongPin());
    assertThat(market.charged(market.unlock(Persona.DORA, album, Market.PIN))).isEqualTo(100);
  }

  @Test
  void aRemovedAlbumCannotBeUnlocked() {
    assertThat(
            market
                .gallery
                .albums()
                .remove(market.caller(Persona.ANNA), new RemoveAlbum(album, true)))
        .isEqualTo(new RemoveAlbum.Removed());
    assertThat(market.unlock(Persona.BEN, album, Market.PIN)).isEqualTo(new AlbumNotFound());
  }

  @Test
  void oneAlbumOpensNoOther() {
    AlbumId other = market.lockedAlbum(Persona.ANNA, 1);
    market.grant(Persona.BEN, 250);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.sees(Persona.BEN, Persona.ANNA, other)).isFalse();
    assertThat(market.sees(Persona.DORA, Persona.ANNA, album)).isFalse();
  }

  @Test
  void aManagerBuysAsTheMemberAndTheBooksSaySo() {
    market.grant(Persona.BEN, 250);
    Caller clara = market.caller(Persona.CLARA).actingFor(market.world.member(Persona.BEN));
    assertThat(market.unlock(clara, album, Market.PIN))
        .isEqualTo(unlocked(250, 0, Optional.of(market.inMemory.clock().instant())));
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.sees(Persona.CLARA, Persona.ANNA, album)).isFalse();
    Transfer transfer = market.entries(Persona.BEN).getLast().transfer();
    assertThat(transfer.actor()).contains(market.world.member(Persona.CLARA));
    assertThat(transfer.reason()).isEqualTo(new TransferReason.AlbumUnlocked(album));
    List<AuditEntry> audit =
        market
            .gallery
            .operations()
            .audit(
                Optional.of(market.world.member(Persona.CLARA)),
                Optional.of(market.world.member(Persona.BEN)),
                new PageRequest(1, 100))
            .items();
    assertThat(audit).extracting(AuditEntry::action).containsExactly(AuditAction.ALBUM_UNLOCKED);
  }

  @Test
  void ofManyCallsAtOnceOneIsCharged() throws Exception {
    market.grant(Persona.BEN, 1000);
    List<Callable<Long>> calls = new ArrayList<>();
    for (int call = 0; call < 8; call++) {
      calls.add(() -> market.charged(market.unlock(Persona.BEN, album, Market.PIN)));
    }
    long sum = 0;
    try (var executor = Executors.newFixedThreadPool(8)) {
      for (Future<Long> charged : executor.invokeAll(calls)) {
        sum += charged.get();
      }
    }
    assertThat(sum).isEqualTo(250);
    assertThat(market.balance(Persona.BEN)).isEqualTo(750);
  }

  @Test
  void aRepeatedCallIsAnsweredAlikeAndARefusedOneIsTriedAgain() {
    Idempotency.RetryKey key = new Idempotency.RetryKey("key-1", "a".repeat(64));
    assertThat(once(key)).isInstanceOf(Idempotency.Once.Refused.class);
    market.grant(Persona.BEN, 1000);
    for (int time = 0; time < 2; time++) {
      if (once(key)
          instanceof Idempotency.Once.Answered<UnlockAlbum.Outcome>(byte[] answer, var _)) {
        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("charged 250");
      } else {
        throw new AssertionError("not answered");
      }
    }
    assertThat(market.balance(Persona.BEN)).isEqualTo(750);
    Idempotency.RetryKey other = new Idempotency.RetryKey("key-1", "b".repeat(64));
    assertThat(once(other)).isEqualTo(new Idempotency.Once.UsedForAnother<>());
  }

  private Idempotency.Once<UnlockAlbum.Outcome> once(Idempotency.RetryKey key) {
    return once(market.caller(Persona.BEN), key);
  }

  private Idempotency.Once<UnlockAlbum.Outcome> once(Caller ben, Idempotency.RetryKey key) {
    UnlockAlbum command = new UnlockAlbum(album, new Pin(Market.PIN), Optional.empty());
    return market
        .gallery
        .idempotency()
        .once(
            ben,
            key,
            Set.of(),
            commands -> commands.unlocks().unlock(ben, command),
            outcome -> ("charged " + market.charged(outcome)).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aPurchaseIsReportedAgainToWhoMaySpendAndReadTheBalance() {
    market.grant(Persona.BEN, 250);
    Idempotency.RetryKey key = new Idempotency.RetryKey("key-1", "a".repeat(64));
    assertThat(once(key)).isInstanceOf(Idempotency.Once.Answered.class);
    for (Scope scope : List.of(Scope.ACCOUNT_CREDITS_SPEND, Scope.ACCOUNT_CREDITS_HISTORY)) {
      Set<Scope> others = EnumSet.complementOf(EnumSet.of(scope));
      assertThat(once(market.world.caller(Persona.BEN, SampleApplication.TRUSTED, others), key))
          .isEqualTo(new Idempotency.Once.Denied<>(new Denial.ScopeMissing(scope)));
    }
    Set<Scope> enough = EnumSet.complementOf(EnumSet.of(Scope.PROFILE_GALLERY));
    assertThat(once(market.world.caller(Persona.BEN, SampleApplication.TRUSTED, enough), key))
        .isInstanceOf(Idempotency.Once.Answered.class);
  }

  @Test
  void thePriceIsReportedWithTheCallersAccess() {
    assertThat(access(Persona.ANNA)).isEqualTo(new GalleryAccess.Owner());
    assertThat(access(Persona.BEN)).isEqualTo(new GalleryAccess.None());
    market.grant(Persona.BEN, 350);
    var plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst();
    market.subscribe(Persona.BEN, Persona.ANNA, plan.id());
    Instant end = market.inMemory.clock().instant().plus(Duration.ofDays(7));
    assertThat(access(Persona.BEN)).isEqualTo(new GalleryAccess.Subscribed(end));
    market.pass(Duration.ofDays(7));
    assertThat(access(Persona.BEN)).isEqualTo(new GalleryAccess.None());
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
    assertThat(access(Persona.BEN)).isEqualTo(new GalleryAccess.Unlocked());
    AlbumId missing = new AlbumId(Integer.MAX_VALUE);
    assertThat(price(Persona.BEN, missing)).isEqualTo(new AlbumNotFound());
    assertThat(price(Persona.BEN, new AlbumId(-1))).isEqualTo(new AlbumNotFound());
  }

  @Test
  void aPinNeverShowsItself() {
    assertThat(new UnlockAlbum(album, new Pin(Market.PIN), Optional.empty()).toString())
        .doesNotContain(Market.PIN);
  }

  private GalleryAccess access(Persona viewer) {
    if (price(viewer, album)
        instanceof GetAlbumPrice.Reported(Album reported, GalleryAccess access)) {
      assertThat(reported.lock().orElseThrow().price().amount()).isEqualTo(new Credits(250));
      return access;
    }
    throw new AssertionError("the price was not reported");
  }

  private GetAlbumPrice.Outcome price(Persona viewer, AlbumId wanted) {
    return market.gallery.unlocks().price(market.caller(viewer), new GetAlbumPrice(wanted));
  }

  private UnlockAlbum.Unlocked unlocked(long charged, long balance, Optional<Instant> since) {
    return new UnlockAlbum.Unlocked(
        album,
        market.world.member(Persona.ANNA),
        new Credits(charged),
        Optional.of(new Credits(balance)),
        since);
  }
}
