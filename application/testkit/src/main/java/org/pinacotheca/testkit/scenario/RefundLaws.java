package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/** Invariants of sales and their refunds. Part of {@link GalleryLaws}. */
final class RefundLaws {
  private RefundLaws() {}

  /** Checks that what one side paid the other received, each sale and refund once. */
  static void requireDoubleEntry(List<Sale> paid, List<Sale> received) {
    Comparator<Sale> order = Comparator.comparing(Sale::toString);
    GalleryLaws.require(
        paid.stream().sorted(order).toList().equals(received.stream().sorted(order).toList()),
        () -> "paid was " + paid + ", received was " + received);
  }

  /** Checks that every refund is of a sale, and that nothing not refunded was paid twice. */
  static void requireRefundsOfSales(List<Sale> paid, List<Sale> refunded) {
    Map<Bought, Integer> unlocked = new HashMap<>();
    Map<Subscriber, List<Long>> subscribed = new HashMap<>();
    for (Sale sale : paid) {
      sale.album()
          .ifPresentOrElse(
              album -> unlocked.merge(new Bought(sale.buyer(), album), 1, Integer::sum),
              () ->
                  subscribed
                      .computeIfAbsent(
                          new Subscriber(sale.buyer(), sale.owner()), _ -> new ArrayList<>())
                      .add(sale.price()));
    }
    for (Sale refund : refunded) {
      boolean isOfSale =
          refund.album().isPresent()
              ? unlocked.merge(new Bought(refund.buyer(), refund.album().get()), -1, Integer::sum)
                  >= 0
              : subscribed
                  .getOrDefault(new Subscriber(refund.buyer(), refund.owner()), new ArrayList<>())
                  .remove(refund.price());
      GalleryLaws.require(isOfSale, () -> "refunded without a sale: " + refund);
    }
    unlocked.forEach(
        (bought, times) -> GalleryLaws.require(times <= 1, () -> "paid a second time: " + bought));
  }

  record Sale(Instant at, UserId buyer, UserId owner, long price, Optional<AlbumId> album) {}

  record Bought(UserId viewer, AlbumId album) {}

  record Subscriber(UserId viewer, UserId owner) {}
}
