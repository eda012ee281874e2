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
import org.pinacotheca.application.api.selling.PlanDraft;
import org.pinacotheca.application.api.selling.RefundSale;
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
import org.pinacotheca.testkit.scenario.Role;

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
  private final AlbumId album = market.lockedAlbum(Role.ANNA, 250);

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

  private long last(Role role) {
    return market.entries(role).getLast().number();
  }

  private long unlocked(Role viewer) {
    market.charged(market.unlock(viewer, album, Market.PIN));
    return last(viewer);
  }

  @Test
  void creditsAndCommissionGoBackAndTheAlbumIsClosed() {
    market.grant(Role.BEN, 300);
    long sale = unlocked(Role.BEN);
    assertThat(market.balanceOfPlatform()).isEqualTo(25);
    refunded(sale);
    assertThat(market.balance(Role.BEN)).isEqualTo(300);
    assertThat(market.balance(Role.ANNA)).isZero();
    assertThat(market.balanceOfPlatform()).isZero();
    assertThat(market.sees(Role.BEN, Role.ANNA, album)).isFalse();
    assertThat(market.entries(Role.BEN).getLast().transfer().reason())
        .isEqualTo(new TransferReason.Refunded(sale, Optional.of(album), Optional.of(WHY)));
    assertThat(market.entries(Role.ANNA).stream().map(LedgerEntry::gainInHundredths))
        .containsExactly(250L, -25L, 25L, -250L);
  }

  @Test
  void theSameAgainIsAnsweredAlikeAndChangesNothing() {
    market.grant(Role.BEN, 250);
    long sale = unlocked(Role.BEN);
    RefundSale.Outcome first = refund(sale, WHY);
    assertThat(first).isInstanceOf(RefundSale.Refunded.class);
    market.pass(Duration.ofDays(400));
    assertThat(refund(sale, WHY)).isEqualTo(first);
    assertThat(refund(sale, "another")).isEqualTo(new RefundSale.AlreadyRefunded(last(Role.BEN)));
    assertThat(market.balance(Role.BEN)).isEqualTo(250);
  }

  @Test
  void anAlbumIsBoughtAndRefundedAgainAndAgain() {
    market.grant(Role.BEN, 250);
    for (int time = 0; time < 3; time++) {
      long sale = unlocked(Role.BEN);
      assertThat(market.sees(Role.BEN, Role.ANNA, album)).isTrue();
      refunded(sale);
      assertThat(market.sees(Role.BEN, Role.ANNA, album)).isFalse();
    }
    unlocked(Role.BEN);
    assertThat(market.charged(market.unlock(Role.BEN, album, Market.PIN))).isZero();
    assertThat(market.sees(Role.BEN, Role.ANNA, album)).isTrue();
    assertThat(market.balance(Role.BEN)).isZero();
  }

  @Test
  void whatOthersBoughtStays() {
    market.grant(Role.BEN, 250);
    market.grant(Role.DORA, 250);
    long sale = unlocked(Role.BEN);
    unlocked(Role.DORA);
    refunded(sale);
    assertThat(market.sees(Role.DORA, Role.ANNA, album)).isTrue();
  }

  @Test
  void onlyASaleIsRefunded() {
    market.grant(Role.BEN, 250);
    long grant = last(Role.BEN);
    long sale = unlocked(Role.BEN);
    long commission = last(Role.ANNA);
    assertThat(refund(grant, WHY)).isEqualTo(new RefundSale.NotASale());
    assertThat(refund(commission, WHY)).isEqualTo(new RefundSale.NotASale());
    assertThat(refund(commission + 1, WHY)).isEqualTo(new RefundSale.TransferNotFound());
    refunded(sale);
    assertThat(refund(last(Role.BEN), WHY)).isEqualTo(new RefundSale.NotASale());
    assertThat(market.balance(Role.BEN)).isEqualTo(250);
  }

  @Test
  void whatTheSellerHasSpentIsNotPaidBack() {
    market.grant(Role.BEN, 250);
    AlbumId claras = market.lockedAlbum(Role.CLARA, 1);
    long sale = unlocked(Role.BEN);
    assertThat(market.charged(market.unlock(Role.ANNA, claras, Market.PIN))).isEqualTo(1);
    assertThat(refund(sale, WHY))
        .isEqualTo(new RefundSale.CreditsSpent(new Credits(225), new Credits(224)));
    assertThat(market.sees(Role.BEN, Role.ANNA, album)).isTrue();
    assertThat(market.balance(Role.ANNA)).isEqualTo(224);
    market.grant(Role.ANNA, 1);
    refunded(sale);
    assertThat(market.balance(Role.ANNA)).isZero();
  }

  @Test
  void ofAnErasedMemberNothingIsRefunded() {
    market.grant(Role.BEN, 250);
    market.grant(Role.DORA, 250);
    long bens = unlocked(Role.BEN);
    long doras = unlocked(Role.DORA);
    erase(Role.BEN);
    assertThat(refund(bens, WHY)).isEqualTo(new RefundSale.SideErased());
    erase(Role.ANNA);
    assertThat(refund(doras, WHY)).isEqualTo(new RefundSale.SideErased());
  }

  private void erase(Role role) {
    assertThat(market.gallery.erasures().erase(new EraseMember(market.world.member(role))))
        .isEqualTo(new EraseMember.Erased());
  }

  @Test
  void anErasureTakesTheOperatorsWordsAlong() {
    market.grant(Role.BEN, 250);
    long sale = unlocked(Role.BEN);
    refunded(sale);
    erase(Role.ANNA);
    assertThat(market.entries(Role.BEN).getLast().transfer().reason())
        .isEqualTo(new TransferReason.Refunded(sale, Optional.of(album), Optional.empty()));
  }

  @Test
  void bothSidesFindItInTheRecordOfWrites() {
    market.grant(Role.BEN, 250);
    refunded(unlocked(Role.BEN));
    for (Role side : List.of(Role.BEN, Role.ANNA)) {
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
    market.grant(Role.BEN, 250);
    long sale = unlocked(Role.BEN);
    String path =
        market
            .pictures(Role.BEN, Role.ANNA, Optional.of(album))
            .getFirst()
            .links()
            .orElseThrow()
            .path(Rendition.BIG);
    refunded(sale);
    assertThat(market.gallery.mediaFiles().open(path)).isPresent();
    market.pass(Duration.ofHours(1));
    assertThat(market.gallery.mediaFiles().open(path)).isEmpty();
  }

  @Test
  void theOnlyPurchaseOfTimeEndsTheSubscription() {
    market.grant(Role.BEN, 100);
    PricePlanId week = market.offer(Role.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    market.subscribe(Role.BEN, Role.ANNA, week);
    refunded(last(Role.BEN));
    assertThat(subscription()).isEmpty();
    assertThat(market.sees(Role.BEN, Role.ANNA, album)).isFalse();
    market.subscribe(Role.BEN, Role.ANNA, week);
    assertThat(market.sees(Role.BEN, Role.ANNA, album)).isTrue();
    assertThat(market.balance(Role.BEN)).isZero();
  }

  @Test
  void whatIsLeftOfASubscriptionIsWhatTheOtherPurchasesGive() {
    Instant start = Instant.parse("2026-01-31T10:00:00Z");
    market.inMemory.clock().set(start);
    market.grant(Role.BEN, 1000);
    PricePlanId month = market.offer(Role.ANNA, Market.newPlan(3, "1.00")).getFirst().id();
    market.subscribe(Role.BEN, Role.ANNA, month);
    final long first = last(Role.BEN);
    market.pass(Duration.ofDays(1));
    market.subscribe(Role.BEN, Role.ANNA, month);
    final long second = last(Role.BEN);
    market.subscribe(Role.BEN, Role.ANNA, month);
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
    market.grant(Role.BEN, 1000);
    PricePlanId plan = market.offer(Role.ANNA, Market.newPlan(1, "1.00")).getFirst().id();
    market.subscribe(Role.BEN, Role.ANNA, plan);
    market.subscribe(Role.BEN, Role.ANNA, plan);
    final long second = last(Role.BEN);
    market.offer(
        Role.ANNA,
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
                .subscription(market.world.member(Role.BEN), market.world.member(Role.ANNA)));
  }

  private Instant until() {
    return subscription().orElseThrow().until();
  }
}
