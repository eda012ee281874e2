package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pinacotheca.server.Bazaar.Offer;
import org.pinacotheca.server.Bazaar.Trader;

/**
 * Checks the books against the responses: what was acknowledged exists and was charged once, what
 * was refused does not exist, and what is open happened completely or not at all.
 */
final class Reconciliation {
  private final Books books;
  private final Map<Purchase, List<Deal>> unlocks = new HashMap<>();
  private final Map<Purchase, List<Deal>> subscriptions = new HashMap<>();
  private final Map<Trader, List<Deal>> grants = new HashMap<>();

  private Reconciliation(Books books, Collection<Deal> deals) {
    this.books = books;
    for (Deal deal : deals) {
      List<Deal> others =
          switch (deal.wish()) {
            case Wish.Unlock(Trader buyer, Offer album, var _) ->
                unlocks.computeIfAbsent(Purchase.ofAlbum(buyer, album), _ -> new ArrayList<>());
            case Wish.Subscribe(Trader buyer, Offer plan, var _) ->
                subscriptions.computeIfAbsent(Purchase.ofPlan(buyer, plan), _ -> new ArrayList<>());
            case Wish.Grant(Trader receiver, var _, var _) ->
                grants.computeIfAbsent(receiver, _ -> new ArrayList<>());
          };
      others.add(deal);
    }
  }

  static void assertAgree(Books books, Collection<Deal> deals) {
    Reconciliation sides = new Reconciliation(books, deals);
    sides.unlocks.forEach(sides::assertUnlocked);
    sides.subscriptions.forEach(sides::assertSubscribed);
    sides.grants.forEach(sides::assertGranted);
    sides.assertNothingElseWasPaid();
  }

  private void assertUnlocked(Purchase purchase, List<Deal> deals) {
    List<Books.Entry> paid = books.paid(purchase);
    boolean isOpen = deals.stream().anyMatch(Deal::isOpen);
    List<Deal> done = deals.stream().filter(Deal::isDone).toList();
    assertThat(paid).as("charged at most once: %s", deals).hasSizeLessThanOrEqualTo(1);
    assertThat(paid.size())
        .as("charged if acknowledged: %s", deals)
        .isBetween(least(done), most(done, isOpen));
    assertThat(books.access().get(purchase))
        .as("access goes with the payment: %s", deals)
        .isEqualTo(paid.isEmpty() ? "none" : "unlocked");
    BigDecimal charged = BigDecimal.ZERO;
    for (Deal deal : done) {
      BigDecimal amount = Books.amount(deal.json().get("Charged"));
      charged = charged.add(amount);
      if (amount.signum() > 0) {
        assertEntry(paid.getFirst(), deal, Bazaar.ALBUM_PRICE);
      }
    }
    assertThat(charged).as("charges reported: %s", deals).isLessThanOrEqualTo(Bazaar.ALBUM_PRICE);
    if (!done.isEmpty() && !isOpen) {
      assertThat(charged)
          .as("charges reported: %s", deals)
          .isEqualByComparingTo(Bazaar.ALBUM_PRICE);
    }
  }

  private static int least(List<Deal> done) {
    return done.isEmpty() ? 0 : 1;
  }

  private static int most(List<Deal> done, boolean isOpen) {
    return done.isEmpty() && !isOpen ? 0 : 1;
  }

  /** The history entry is the one in the response. */
  private static void assertEntry(Books.Entry entry, Deal deal, BigDecimal price) {
    assertThat(entry.amount()).as("%s", deal).isEqualByComparingTo(price.negate());
    assertThat(Books.amount(deal.json().get("Charged"))).isEqualByComparingTo(price);
    assertThat(Books.amount(deal.json().get("Balance"))).isEqualTo(entry.balance());
  }

  private void assertSubscribed(Purchase purchase, List<Deal> deals) {
    List<Books.Entry> paid = books.paid(purchase);
    assertCount(paid.size(), deals);
    Optional<Books.Subscription> subscription =
        Optional.ofNullable(books.subscriptions().get(purchase));
    assertThat(subscription.map(Books.Subscription::weeks).orElse(0L))
        .as("a week for each payment: %s", deals)
        .isEqualTo(paid.size());
    Set<LocalDateTime> ends = new HashSet<>();
    for (Deal deal : deals) {
      if (deal.isDone()) {
        LocalDateTime end = Books.time(deal.json().get("ValidUntil"));
        assertThat(ends.add(end)).as("each is a week of its own: %s", deals).isTrue();
        long weeks = new Books.Subscription(subscription.orElseThrow().since(), end).weeks();
        assertEntry(paid.get((int) weeks - 1), deal, Bazaar.PLAN_PRICE);
      }
    }
  }

  private void assertGranted(Trader trader, List<Deal> deals) {
    List<Books.Entry> granted = books.granted(trader);
    assertCount(granted.size(), deals);
    Set<Long> transfers = new HashSet<>();
    for (Deal deal : deals) {
      if (deal.isDone()) {
        long transfer = deal.json().get("TransactionID").longValue();
        assertThat(transfers.add(transfer)).as("each is a grant of its own: %s", deals).isTrue();
        assertThat(granted)
            .as("%s", deal)
            .anySatisfy(entry -> {
              assertThat(entry.transfer()).isEqualTo(transfer);
              assertThat(entry.amount()).isEqualByComparingTo(((Wish.Grant) deal.wish()).amount());
            });
      }
    }
  }

  /** At least as many as were acknowledged, and at most the open ones in addition. */
  private static void assertCount(int count, List<Deal> deals) {
    int done = (int) deals.stream().filter(Deal::isDone).count();
    int open = (int) deals.stream().filter(Deal::isOpen).count();
    assertThat(count).as("%s", deals).isBetween(done, done + open);
  }

  private void assertNothingElseWasPaid() {
    long asked =
        Stream.concat(unlocks.keySet().stream(), subscriptions.keySet().stream())
            .mapToLong(purchase -> books.paid(purchase).size())
            .sum();
    assertThat(books.purchases()).as("payments").isEqualTo(asked);
  }
}
