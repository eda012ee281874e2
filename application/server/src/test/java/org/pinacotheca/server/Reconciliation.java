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
import org.pinacotheca.server.Marketplace.Offer;
import org.pinacotheca.server.Marketplace.Trader;

/**
 * Checks the accounts against the responses: what was acknowledged exists and was charged once,
 * what was refused does not exist, and what is open happened completely or not at all.
 */
final class Reconciliation {
  private final AccountSnapshot snapshot;
  private final Map<Purchase, List<SentRequest>> unlocks = new HashMap<>();
  private final Map<Purchase, List<SentRequest>> subscriptions = new HashMap<>();
  private final Map<Trader, List<SentRequest>> grants = new HashMap<>();

  private Reconciliation(AccountSnapshot snapshot, Collection<SentRequest> requests) {
    this.snapshot = snapshot;
    for (SentRequest sent : requests) {
      List<SentRequest> others =
          switch (sent.request()) {
            case CreditRequest.Unlock(Trader buyer, Offer album, var _) ->
                unlocks.computeIfAbsent(Purchase.ofAlbum(buyer, album), _ -> new ArrayList<>());
            case CreditRequest.Subscribe(Trader buyer, Offer plan, var _) ->
                subscriptions.computeIfAbsent(Purchase.ofPlan(buyer, plan), _ -> new ArrayList<>());
            case CreditRequest.Grant(Trader receiver, var _, var _) ->
                grants.computeIfAbsent(receiver, _ -> new ArrayList<>());
          };
      others.add(sent);
    }
  }

  static void assertAgree(AccountSnapshot snapshot, Collection<SentRequest> requests) {
    Reconciliation sides = new Reconciliation(snapshot, requests);
    sides.unlocks.forEach(sides::assertUnlocked);
    sides.subscriptions.forEach(sides::assertSubscribed);
    sides.grants.forEach(sides::assertGranted);
    sides.assertNothingElseWasPaid();
  }

  private void assertUnlocked(Purchase purchase, List<SentRequest> requests) {
    List<AccountSnapshot.Entry> paid = snapshot.paid(purchase);
    boolean isOpen = requests.stream().anyMatch(SentRequest::isOpen);
    List<SentRequest> done = requests.stream().filter(SentRequest::isDone).toList();
    assertThat(paid).as("charged at most once: %s", requests).hasSizeLessThanOrEqualTo(1);
    assertThat(paid.size())
        .as("charged if acknowledged: %s", requests)
        .isBetween(least(done), most(done, isOpen));
    assertThat(snapshot.access().get(purchase))
        .as("access goes with the payment: %s", requests)
        .isEqualTo(paid.isEmpty() ? "none" : "unlocked");
    BigDecimal charged = BigDecimal.ZERO;
    for (SentRequest sent : done) {
      BigDecimal amount = AccountSnapshot.amount(sent.json().get("Charged"));
      charged = charged.add(amount);
      if (amount.signum() > 0) {
        assertEntry(paid.getFirst(), sent, Marketplace.ALBUM_PRICE);
      }
    }
    assertThat(charged)
        .as("charges reported: %s", requests)
        .isLessThanOrEqualTo(Marketplace.ALBUM_PRICE);
    if (!done.isEmpty() && !isOpen) {
      assertThat(charged)
          .as("charges reported: %s", requests)
          .isEqualByComparingTo(Marketplace.ALBUM_PRICE);
    }
  }

  private static int least(List<SentRequest> done) {
    return done.isEmpty() ? 0 : 1;
  }

  private static int most(List<SentRequest> done, boolean isOpen) {
    return done.isEmpty() && !isOpen ? 0 : 1;
  }

  /** The history entry is the one in the response. */
  private static void assertEntry(AccountSnapshot.Entry entry, SentRequest sent, BigDecimal price) {
    assertThat(entry.amount()).as("%s", sent).isEqualByComparingTo(price.negate());
    assertThat(AccountSnapshot.amount(sent.json().get("Charged"))).isEqualByComparingTo(price);
    assertThat(AccountSnapshot.amount(sent.json().get("Balance"))).isEqualTo(entry.balance());
  }

  private void assertSubscribed(Purchase purchase, List<SentRequest> requests) {
    List<AccountSnapshot.Entry> paid = snapshot.paid(purchase);
    assertCount(paid.size(), requests);
    Optional<AccountSnapshot.Subscription> subscription =
        Optional.ofNullable(snapshot.subscriptions().get(purchase));
    assertThat(subscription.map(AccountSnapshot.Subscription::weeks).orElse(0L))
        .as("a week for each payment: %s", requests)
        .isEqualTo(paid.size());
    Set<LocalDateTime> ends = new HashSet<>();
    for (SentRequest sent : requests) {
      if (sent.isDone()) {
        LocalDateTime end = AccountSnapshot.time(sent.json().get("ValidUntil"));
        assertThat(ends.add(end)).as("each is a week of its own: %s", requests).isTrue();
        long weeks =
            new AccountSnapshot.Subscription(subscription.orElseThrow().since(), end).weeks();
        assertEntry(paid.get((int) weeks - 1), sent, Marketplace.PLAN_PRICE);
      }
    }
  }

  private void assertGranted(Trader trader, List<SentRequest> requests) {
    List<AccountSnapshot.Entry> granted = snapshot.granted(trader);
    assertCount(granted.size(), requests);
    Set<Long> transfers = new HashSet<>();
    for (SentRequest sent : requests) {
      if (sent.isDone()) {
        long transfer = sent.json().get("TransactionID").longValue();
        assertThat(transfers.add(transfer)).as("each is a grant of its own: %s", requests).isTrue();
        assertThat(granted)
            .as("%s", sent)
            .anySatisfy(entry -> {
              assertThat(entry.transfer()).isEqualTo(transfer);
              assertThat(entry.amount())
                  .isEqualByComparingTo(((CreditRequest.Grant) sent.request()).amount());
            });
      }
    }
  }

  /** At least as many as were acknowledged, and at most the open ones in addition. */
  private static void assertCount(int count, List<SentRequest> requests) {
    int done = (int) requests.stream().filter(SentRequest::isDone).count();
    int open = (int) requests.stream().filter(SentRequest::isOpen).count();
    assertThat(count).as("%s", requests).isBetween(done, done + open);
  }

  private void assertNothingElseWasPaid() {
    long asked =
        Stream.concat(unlocks.keySet().stream(), subscriptions.keySet().stream())
            .mapToLong(purchase -> snapshot.paid(purchase).size())
            .sum();
    assertThat(snapshot.purchases()).as("payments").isEqualTo(asked);
  }
}
