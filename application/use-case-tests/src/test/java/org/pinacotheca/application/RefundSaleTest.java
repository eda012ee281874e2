package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.api.operations.Finding;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.audit.AuditEntry;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.scenario.Persona;

class RefundSaleTest {
  private static final String WHY = "Wrong pictures";
  private static final Inspection.Observer SILENT =
      new Inspection.Observer() {
        @Override
        public void found(Finding finding) {}

        @Override
        public void reached(Inspection.Part part, long count) {}
      };

  private final Market market = Market.open(1000);
  private final AlbumId album = market.lockedAlbum(Persona.ANNA, 250);

  @AfterEach
  void theBooksBalanceAndAnInspectionFindsNothing() {
    market.assertBooksBalance();
    assertThat(market.gallery.inspection().inspect(new Inspection.Order(false, 10), SILENT).found())
        .isEmpty();
  }

  private RefundSale.Outcome refund(long transaction, String why) {
    return market.gallery.creditAccounts().refund(new RefundSale(transaction, why));
  }

  private void refunded(long transaction) {
    assertThat(refund(transaction, WHY)).isInstanceOf(RefundSale.Refunded.class);
  }

  private long last(Persona role) {
    return market.entries(role).getLast().number();
  }

  private long unlocked(Persona viewer) {
    market.charged(market.unlock(viewer, album, Market.PIN));
    return last(viewer);
  }

  @Test
  void creditsAndCommissionGoBackAndTheAlbumIsClosed() {
    market.grant(Persona.BEN, 300);
    long sale = unlocked(Persona.BEN);
    assertThat(market.balanceOfPlatform()).isEqualTo(25);
    refunded(sale);
    assertThat(market.balance(Persona.BEN)).isEqualTo(300);
    assertThat(market.balance(Persona.ANNA)).isZero();
    assertThat(market.balanceOfPlatform()).isZero();
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isFalse();
    assertThat(market.entries(Persona.BEN).getLast().transfer().reason())
        .isEqualTo(new TransferReason.Refunded(sale, Optional.of(album), Optional.of(WHY)));
    assertThat(market.entries(Persona.ANNA).stream().map(LedgerEntry::gainInHundredths))
        .containsExactly(250L, -25L, 25L, -250L);
  }

  @Test
  void theSameAgainIsAnsweredAlikeAndChangesNothing() {
    market.grant(Persona.BEN, 250);
    long sale = unlocked(Persona.BEN);
    RefundSale.Outcome first = refund(sale, WHY);
    assertThat(first).isInstanceOf(RefundSale.Refunded.class);
    market.pass(Duration.ofDays(400));
    assertThat(refund(sale, WHY)).isEqualTo(first);
    assertThat(refund(sale, "another"))
        .isEqualTo(new RefundSale.AlreadyRefunded(last(Persona.BEN)));
    assertThat(market.balance(Persona.BEN)).isEqualTo(250);
  }

  @Test
  void anAlbumIsBoughtAndRefundedAgainAndAgain() {
    market.grant(Persona.BEN, 250);
    for (int time = 0; time < 3; time++) {
      long sale = unlocked(Persona.BEN);
      assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
      refunded(sale);
      assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isFalse();
    }
    unlocked(Persona.BEN);
    assertThat(market.charged(market.unlock(Persona.BEN, album, Market.PIN))).isZero();
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.balance(Persona.BEN)).isZero();
  }

  @Test
  void whatOthersBoughtStays() {
    market.grant(Persona.BEN, 250);
    market.grant(Persona.DORA, 250);
    long sale = unlocked(Persona.BEN);
    unlocked(Persona.DORA);
    refunded(sale);
    assertThat(market.sees(Persona.DORA, Persona.ANNA, album)).isTrue();
  }

  @Test
  void onlyASaleIsRefunded() {
    market.grant(Persona.BEN, 250);
    long grant = last(Persona.BEN);
    long sale = unlocked(Persona.BEN);
    long commission = last(Persona.ANNA);
    assertThat(refund(grant, WHY)).isEqualTo(new RefundSale.NotASale());
    assertThat(refund(commission, WHY)).isEqualTo(new RefundSale.NotASale());
    assertThat(refund(commission + 1, WHY)).isEqualTo(new RefundSale.TransferNotFound());
    refunded(sale);
    assertThat(refund(last(Persona.BEN), WHY)).isEqualTo(new RefundSale.NotASale());
    assertThat(market.balance(Persona.BEN)).isEqualTo(250);
  }

  @Test
  void whatTheSellerHasSpentIsNotPaidBack() {
    market.grant(Persona.BEN, 250);
    AlbumId claras = market.lockedAlbum(Persona.CLARA, 1);
    long sale = unlocked(Persona.BEN);
    assertThat(market.charged(market.unlock(Persona.ANNA, claras, Market.PIN))).isEqualTo(1);
    assertThat(refund(sale, WHY))
        .isEqualTo(new RefundSale.CreditsSpent(new Credits(225), new Credits(224)));
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.balance(Persona.ANNA)).isEqualTo(224);
    market.grant(Persona.ANNA, 1);
    refunded(sale);
    assertThat(market.balance(Persona.ANNA)).isZero();
  }

  @Test
  void ofAnErasedMemberNothingIsRefunded() {
    market.grant(Persona.BEN, 250);
    market.grant(Persona.DORA, 250);
    long bens = unlocked(Persona.BEN);
    long doras = unlocked(Persona.DORA);
    erase(Persona.BEN);
    assertThat(refund(bens, WHY)).isEqualTo(new RefundSale.SideErased());
    erase(Persona.ANNA);
    assertThat(refund(doras, WHY)).isEqualTo(new RefundSale.SideErased());
  }

  private void erase(Persona role) {
    assertThat(market.gallery.erasures().erase(new EraseMember(market.world.member(role))))
        .isEqualTo(new EraseMember.Erased());
  }

  @Test
  void anErasureTakesTheOperatorsWordsAlong() {
    market.grant(Persona.BEN, 250);
    long sale = unlocked(Persona.BEN);
    refunded(sale);
    erase(Persona.ANNA);
    assertThat(market.entries(Persona.BEN).getLast().transfer().reason())
        .isEqualTo(new TransferReason.Refunded(sale, Optional.of(album), Optional.empty()));
  }

  @Test
  void bothSidesFindItInTheRecordOfWrites() {
    market.grant(Persona.BEN, 250);
    refunded(unlocked(Persona.BEN));
    for (Persona side : List.of(Persona.BEN, Persona.ANNA)) {
      List<AuditEntry> written =
          market
              .gallery
              .operations()
              .audit(
                  Optional.empty(), Optional.of(market.world.member(side)), new PageRequest(1, 100))
              .items();
      assertThat(written.stream().filter(it -> it.action() == AuditAction.SALE_REFUNDED))
          .hasSize(1)
          .allMatch(it -> it.actor().isEmpty() && it.target().contains("2.50 credits"));
    }
  }

  @Test
  void anAddressThatWasHandedOutIsGoodUntilItExpires() {
    market.grant(Persona.BEN, 250);
    long sale = unlocked(Persona.BEN);
    String path =
        market
            .pictures(Persona.BEN, Persona.ANNA, Optional.of(album))
            .getFirst()
            .links()
            .orElseThrow()
            .path(Rendition.BIG);
    refunded(sale);
    assertThat(market.gallery.mediaFiles().find(path)).isPresent();
    market.pass(Duration.ofHours(1));
    assertThat(market.gallery.mediaFiles().find(path)).isEmpty();
  }

  @Test
  void theOnlyPurchaseOfTimeEndsTheSubscription() {
    market.grant(Persona.BEN, 100);
    PricePlanId week = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    market.subscribe(Persona.BEN, Persona.ANNA, week);
    refunded(last(Persona.BEN));
    assertThat(subscription()).isEmpty();
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isFalse();
    market.subscribe(Persona.BEN, Persona.ANNA, week);
    assertThat(market.sees(Persona.BEN, Persona.ANNA, album)).isTrue();
    assertThat(market.balance(Persona.BEN)).isZero();
  }

  @Test
  void whatIsLeftOfASubscriptionIsWhatTheOtherPurchasesGive() {
    Instant start = Instant.parse("2026-01-31T10:00:00Z");
    market.inMemory.clock().set(start);
    market.grant(Persona.BEN, 1000);
    PricePlanId month = market.offer(Persona.ANNA, Market.newPlan(3, "1.00")).getFirst().id();
    market.subscribe(Persona.BEN, Persona.ANNA, month);
    final long first = last(Persona.BEN);
    market.pass(Duration.ofDays(1));
    market.subscribe(Persona.BEN, Persona.ANNA, month);
    final long second = last(Persona.BEN);
    market.subscribe(Persona.BEN, Persona.ANNA, month);
    assertThat(until()).isEqualTo(Instant.parse("2026-04-30T10:00:00Z"));
    refunded(second);
    assertThat(until()).isEqualTo(Instant.parse("2026-03-31T10:00:00Z"));
    refunded(first);
    assertThat(until()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(subscription().orElseThrow().since()).isEqualTo(start.plus(Duration.ofDays(1)));
  }

  @Test
  void timeIsTakenBackAsLongAsItWasWhenBought() {
    Instant start = Instant.parse("2026-03-01T12:00:00Z");
    market.inMemory.clock().set(start);
    market.grant(Persona.BEN, 1000);
    PricePlanId plan = market.offer(Persona.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    market.subscribe(Persona.BEN, Persona.ANNA, plan);
    market.subscribe(Persona.BEN, Persona.ANNA, plan);
    final long second = last(Persona.BEN);
    market.offer(
        Persona.ANNA,
        new PlanDraft(Optional.of(plan), OptionalInt.of(6), Optional.of(new BigDecimal("1.00"))));
    refunded(second);
    assertThat(until()).isEqualTo(start.plus(Duration.ofDays(7)));
  }

  private Optional<Subscription> subscription() {
    return market
        .inMemory
        .storage()
        .read(tx ->
            tx.access()
                .subscription(market.world.member(Persona.BEN), market.world.member(Persona.ANNA)));
  }

  private Instant until() {
    return subscription().orElseThrow().until();
  }
}
