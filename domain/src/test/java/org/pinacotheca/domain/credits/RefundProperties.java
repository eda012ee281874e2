package org.pinacotheca.domain.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

class RefundProperties {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId BUYER = new UserId(1);
  private static final UserId OWNER = new UserId(2);
  private static final AlbumId ALBUM = new AlbumId(7);

  @Property
  void aSaleAndItsRefundLeaveEveryAccountAsItWas(
      @ForAll @LongRange(min = 1, max = 10_000_000) long price,
      @ForAll @IntRange(max = 10_000) int commission) {
    List<Transfer> sale = sale(price, commission);
    Refund refund = refund(sale);
    Map<AccountId, Long> balances = new HashMap<>();
    sale.forEach(transfer -> move(balances, transfer));
    refund.transfers().forEach(transfer -> move(balances, transfer));
    assertThat(balances.values()).containsOnly(0L);
    assertThat(refund.transfers()).hasSameSizeAs(sale);
  }

  @Property
  void anOwnerWhoHoldsItsCostNeverFallsBelowZero(
      @ForAll @LongRange(min = 1, max = 10_000_000) long price,
      @ForAll @IntRange(max = 10_000) int commission) {
    Refund refund = refund(sale(price, commission));
    Map<AccountId, Long> balances = new HashMap<>();
    AccountId owner = new AccountId.OfMember(OWNER);
    balances.put(owner, refund.cost().hundredths());
    for (Transfer transfer : refund.transfers()) {
      move(balances, transfer);
      assertThat(balances.get(owner)).isNotNegative();
    }
    assertThat(balances).containsEntry(owner, 0L);
  }

  @Property
  void everyTransferIsTakenBackUnderAnIdOfItsOwn(
      @ForAll @LongRange(min = 1, max = 10_000_000) long price,
      @ForAll @IntRange(max = 10_000) int commission) {
    List<Transfer> sale = sale(price, commission);
    assertThat(refund(sale).transfers())
        .extracting(Transfer::id)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(sale.stream().map(Transfer::id).toList());
    sale.stream()
        .skip(1)
        .forEach(share -> assertThat(share.id().sale()).contains(sale.getFirst().id()));
    assertThat(sale.getFirst().id().sale()).isEmpty();
  }

  @Example
  void onlyASaleIsRefunded() {
    List<Transfer> sale = sale(250, 1000);
    assertThatThrownBy(() -> new Refund(posted(sale, 1), Optional.empty(), "why", NOON))
        .isInstanceOf(IllegalArgumentException.class);
    List<Transfer> other =
        new Sale(
                TransferId.ofUnlock(ALBUM, BUYER, 2),
                BUYER,
                OWNER,
                new Price(new Credits(250)),
                new TransferReason.AlbumUnlocked(ALBUM),
                NOON,
                BUYER)
            .transfers(new Commission(1000));
    assertThatThrownBy(
            () -> new Refund(posted(sale, 0), Optional.of(posted(other, 1)), "why", NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void aReasonIsALine() {
    for (String bad : List.of("", " ", "a\nb", "\u0000", "x".repeat(201))) {
      assertThat(TransferReason.Refunded.isReason(bad)).as(bad).isFalse();
      assertThatThrownBy(() -> new TransferReason.Refunded(1, Optional.empty(), Optional.of(bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(TransferReason.Refunded.isReason("\u8a9e".repeat(200))).isTrue();
  }

  private static List<Transfer> sale(long price, int commission) {
    return new Sale(
            TransferId.ofUnlock(ALBUM, BUYER, 1),
            BUYER,
            OWNER,
            new Price(new Credits(price)),
            new TransferReason.AlbumUnlocked(ALBUM),
            NOON,
            BUYER)
        .transfers(new Commission(commission));
  }

  private static Refund refund(List<Transfer> sale) {
    Optional<PostedTransfer> share =
        sale.size() > 1 ? Optional.of(posted(sale, 1)) : Optional.empty();
    return new Refund(posted(sale, 0), share, "why", NOON);
  }

  private static PostedTransfer posted(List<Transfer> sale, int place) {
    return new PostedTransfer(41L + place, sale.get(place));
  }

  private static void move(Map<AccountId, Long> balances, Transfer transfer) {
    balances.merge(transfer.from(), -transfer.amount().hundredths(), Long::sum);
    balances.merge(transfer.to(), transfer.amount().hundredths(), Long::sum);
  }
}
