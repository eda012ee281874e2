package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.application.api.selling.OwnSale;
import org.pinacotheca.application.api.selling.PriceChanged;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.WrongPin;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** Who may spend credits, on what, and at which price. */
class SpendingTest {
  private static final Denied MAY_NOT_SPEND =
      new Denied(new Denial.ScopeMissing(Scope.ACCOUNT_CREDITS_SPEND));

  private final Market market = Market.open();
  private final AlbumId album = market.lockedAlbum(Persona.ANNA, 250);

  @AfterEach
  void theBooksBalance() {
    market.assertBooksBalance();
  }

  @Test
  void nothingIsSpentWithoutTheScope() {
    market.grant(Persona.BEN, 1000);
    Caller ben = without(Persona.BEN, Scope.ACCOUNT_CREDITS_SPEND);
    PricePlanId plan = market.offer(Persona.ANNA, Market.newPlan(1, "2.00")).getFirst().id();
    assertThat(market.unlock(ben, album, Market.PIN)).isEqualTo(MAY_NOT_SPEND);
    assertThat(subscribe(ben, Persona.ANNA, plan, Optional.empty())).isEqualTo(MAY_NOT_SPEND);
    assertThat(market.balance(Persona.BEN)).isEqualTo(1000);
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isFalse();
  }

  @Test
  void noPinIsTriedForWhoMayNotSpend() {
    market.grant(Persona.BEN, 250);
    for (int time = 0; time < 5; time++) {
      assertThat(
              market.unlock(without(Persona.BEN, Scope.ACCOUNT_CREDITS_SPEND), album, Market.WRONG))
          .isEqualTo(MAY_NOT_SPEND);
    }
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
  }

  @Test
  void whatChargesNothingNeedsNoScope() {
    market.grant(Persona.BEN, 450);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isEqualTo(250);
    AlbumId other = market.lockedAlbum(Persona.ANNA, 700);
    PricePlanId plan = market.offer(Persona.ANNA, Market.newPlan(1, "2.00")).getFirst().id();
    market.subscribe(Persona.BEN, Persona.ANNA, plan);
    Caller ben = without(Persona.BEN, Scope.ACCOUNT_CREDITS_SPEND);
    Caller anna = without(Persona.ANNA, Scope.ACCOUNT_CREDITS_SPEND);
    assertThat(market.charged(market.unlock(ben, album, Market.PIN))).isZero();
    assertThat(market.charged(market.unlock(ben, other, Market.PIN))).isZero();
    assertThat(market.charged(market.unlock(anna, album, Market.PIN))).isZero();
  }

  @Test
  void aManagersTokenNeedsTheScopeToo() {
    market.grant(Persona.BEN, 250);
    Caller clara = without(Persona.CLARA, Scope.ACCOUNT_CREDITS_SPEND);
    Caller forBen = clara.actingFor(market.world.member(Persona.BEN));
    assertThat(market.unlock(forBen, album, Market.PIN)).isEqualTo(MAY_NOT_SPEND);
    assertThat(market.balance(Persona.BEN)).isEqualTo(250);
  }

  @Test
  void theBalanceIsReportedOnlyToWhoMayReadIt() {
    PricePlanId plan = market.offer(Persona.ANNA, Market.newPlan(1, "2.00")).getFirst().id();
    Caller ben = without(Persona.BEN, Scope.ACCOUNT_CREDITS_HISTORY);
    assertThat(market.unlock(ben, album, Market.PIN))
        .isEqualTo(new NotEnoughCredits(new Credits(250), Optional.empty()));
    market.grant(Persona.BEN, 450);
    for (int time = 0; time < 2; time++) {
      assertThat(market.unlock(ben, album, Market.PIN))
          .isInstanceOfSatisfying(
              UnlockAlbum.Unlocked.class, unlocked -> assertThat(unlocked.balance()).isEmpty());
    }
    assertThat(subscribe(ben, Persona.ANNA, plan, Optional.empty()))
        .isInstanceOfSatisfying(
            Subscribe.Subscribed.class, subscribed -> assertThat(subscribed.balance()).isEmpty());
  }

  @Test
  void aManagerBuysNothingOfTheirOwnForAMember() {
    AlbumId claras = market.lockedAlbum(Persona.CLARA, 100_00);
    PricePlanId plan = market.offer(Persona.CLARA, Market.newPlan(1, "2.00")).getFirst().id();
    market.grant(Persona.BEN, 100_00);
    Caller forBen = market.caller(Persona.CLARA).actingFor(market.world.member(Persona.BEN));
    assertThat(market.unlock(forBen, claras, Market.PIN)).isEqualTo(new OwnSale());
    assertThat(subscribe(forBen, Persona.CLARA, plan, Optional.empty())).isEqualTo(new OwnSale());
    assertThat(market.balance(Persona.CLARA)).isZero();
    assertThat(market.charged(market.unlock(Persona.BEN, claras, Market.PIN))).isEqualTo(100_00);
    assertThat(market.charged(market.unlock(forBen, claras, Market.PIN))).isZero();
  }

  @Test
  void anotherPriceThanTheOneSeenChargesNothing() {
    market.grant(Persona.BEN, 1000_00);
    market.lock(Persona.ANNA, album, Optional.of(Market.PIN), 400_00);
    assertThat(unlock(Market.PIN, "2.50")).isEqualTo(new PriceChanged(new Credits(400_00)));
    assertThat(unlock(Market.WRONG, "2.50")).isEqualTo(new PriceChanged(new Credits(400_00)));
    assertThat(market.balance(Persona.BEN)).isEqualTo(1000_00);
    assertThat(unlock(Market.PIN, "400.0")).isInstanceOf(UnlockAlbum.Unlocked.class);
    assertThat(unlock(Market.PIN, "2.50")).isInstanceOf(UnlockAlbum.Unlocked.class);
    assertThat(market.balance(Persona.BEN)).isEqualTo(600_00);
  }

  @Test
  void aPlanThatKeptItsIdIsNotPaidAtAnotherPrice() {
    market.grant(Persona.BEN, 1000_00);
    PricePlan plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst();
    PlanDraft dearer =
        new PlanDraft(
            Optional.of(plan.id()), OptionalInt.of(1), Optional.of(new BigDecimal("99.99")));
    market.offer(Persona.ANNA, dearer);
    assertThat(subscribe(market.caller(Persona.BEN), Persona.ANNA, plan.id(), seen("1.00")))
        .isEqualTo(new PriceChanged(new Credits(99_99)));
    assertThat(market.balance(Persona.BEN)).isEqualTo(1000_00);
    assertThat(subscribe(market.caller(Persona.BEN), Persona.ANNA, plan.id(), seen("99.99")))
        .isInstanceOf(Subscribe.Subscribed.class);
  }

  @Test
  void refusalsComeInTheirOrder() {
    AlbumId claras = market.lockedAlbum(Persona.CLARA, 100);
    Caller clara = market.caller(Persona.CLARA).actingFor(market.world.member(Persona.BEN));
    Caller restricted =
        without(Persona.CLARA, Scope.ACCOUNT_CREDITS_SPEND).actingFor(clara.subject());
    UnlockAlbum wrong = new UnlockAlbum(claras, new Pin(Market.WRONG), seen("0.50"));
    assertThat(faults("1.005")).containsExactly(Field.PRICE);
    assertThat(faults("-1")).containsExactly(Field.PRICE);
    assertThat(faults("1E+40")).containsExactly(Field.PRICE);
    assertThat(market.gallery.unlocks().unlock(restricted, wrong)).isEqualTo(MAY_NOT_SPEND);
    assertThat(market.gallery.unlocks().unlock(clara, wrong)).isEqualTo(new OwnSale());
    assertThat(market.gallery.unlocks().unlock(market.caller(Persona.BEN), wrong))
        .isEqualTo(new PriceChanged(new Credits(100)));
    assertThat(market.unlock(Persona.BEN, claras, Market.WRONG)).isEqualTo(new WrongPin());
  }

  private static List<Field> faults(String price) {
    return Credits.checkSeen(Optional.of(new BigDecimal(price))).faults().stream()
        .map(FieldFault::field)
        .toList();
  }

  private Caller without(Persona role, Scope missing) {
    Set<Scope> others = EnumSet.complementOf(EnumSet.of(missing));
    return market.world.caller(role, SampleApplication.TRUSTED, others);
  }

  private static Optional<Credits> seen(String price) {
    return Credits.of(new BigDecimal(price));
  }

  private UnlockAlbum.Outcome unlock(String pin, String price) {
    UnlockAlbum command = new UnlockAlbum(album, new Pin(pin), seen(price));
    return market.gallery.unlocks().unlock(market.caller(Persona.BEN), command);
  }

  private Subscribe.Outcome subscribe(
      Caller caller, Persona owner, PricePlanId plan, Optional<Credits> price) {
    Subscribe command = new Subscribe(market.world.member(owner), plan, price);
    return market.gallery.subscriptions().subscribe(caller, command);
  }
}
