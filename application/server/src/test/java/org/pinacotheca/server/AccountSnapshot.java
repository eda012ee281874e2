package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.pinacotheca.server.Marketplace.Offer;
import org.pinacotheca.server.Marketplace.Trader;

/**
 * The credits and purchases of members, read through the API.
 *
 * @param accounts the accounts of the traders
 * @param access the access of traders to the albums they tried to buy
 * @param subscriptions the subscriptions of each trader
 */
record AccountSnapshot(
    Map<Trader, Account> accounts,
    Map<Purchase, String> access,
    Map<Purchase, Subscription> subscriptions) {
  private static final int PAGE_SIZE = 100;
  private static final String GRANTED = "Granted";
  private static final String COMMISSION = "Commission";
  private static final BigDecimal COMMISSION_SHARE =
      new BigDecimal(Marketplace.COMMISSION_PERCENT).movePointLeft(2);

  record Account(List<Entry> entries, BigDecimal balance) {}

  record Entry(
      long transfer,
      BigDecimal amount,
      BigDecimal balance,
      String description,
      Optional<Integer> counterparty) {
    private boolean isPurchase() {
      return amount.signum() < 0 && !description.equals(COMMISSION);
    }
  }

  record Subscription(LocalDateTime since, LocalDateTime until) {
    /** The number of weeks bought without a gap. */
    long weeks() {
      Duration whole = Duration.between(since, until);
      assertThat(whole.toMillis() % Duration.ofDays(7).toMillis()).as("%s", this).isZero();
      return whole.toDays() / 7;
    }
  }

  /** Reads the accounts of the traders, as far as the requests concern them. */
  static AccountSnapshot read(
      ServerProcess server, Marketplace marketplace, Collection<SentRequest> requests) {
    Map<Trader, Account> accounts = new HashMap<>();
    Map<Purchase, String> access = new HashMap<>();
    Map<Purchase, Subscription> subscriptions = new HashMap<>();
    for (Trader trader : marketplace.traders()) {
      accounts.put(trader, account(server, trader));
      String mine = "/v1/Pictures/GetSubscriptions?Direction=mine&PageSize=" + PAGE_SIZE;
      for (JsonNode found : server.read(mine, trader.token()).get("Subscriptions")) {
        Offer plan =
            marketplace.plans().stream()
                .filter(offer -> offer.owner().id() == found.get("UserID").intValue())
                .findFirst()
                .orElseThrow();
        subscriptions.put(
            Purchase.ofPlan(trader, plan),
            new Subscription(time(found.get("SubscribedOn")), time(found.get("ValidUntil"))));
      }
    }
    for (SentRequest sent : requests) {
      if (sent.request() instanceof CreditRequest.Unlock(Trader buyer, Offer album, var _)) {
        access.computeIfAbsent(
            Purchase.ofAlbum(buyer, album),
            _ -> {
              String path = "/v1/Pictures/GetAlbumPrice?AlbumID=" + album.id();
              return server.read(path, buyer.token()).get("Access").textValue();
            });
      }
    }
    return new AccountSnapshot(accounts, access, subscriptions);
  }

  private static Account account(ServerProcess server, Trader trader) {
    List<Entry> entries = new ArrayList<>();
    JsonNode page;
    int number = 1;
    do {
      String path =
          "/v1/CreditHistory/GetCreditsHistory?PageSize=%d&PageNumber=%d"
              .formatted(PAGE_SIZE, number);
      page = server.read(path, trader.token());
      for (JsonNode entry : page.get("CreditHistory")) {
        JsonNode other = entry.get("CounterpartyUserID");
        entries.add(
            new Entry(
                entry.get("TransactionID").longValue(),
                amount(entry.get("Amount")),
                amount(entry.get("Balance")),
                entry.get("Description").textValue(),
                other.isNull() ? Optional.empty() : Optional.of(other.intValue())));
      }
      number++;
    } while (number <= page.get("PageCount").intValue());
    JsonNode balance = server.read("/v1/CreditHistory/GetCurrentCreditBalance", trader.token());
    return new Account(entries, amount(balance));
  }

  /** An amount of credits as the API writes it. */
  static BigDecimal amount(JsonNode number) {
    return new BigDecimal(number.asText()).setScale(2);
  }

  /** An instant as the API writes it. */
  static LocalDateTime time(JsonNode node) {
    return LocalDateTime.parse(node.textValue());
  }

  /** Asserts that the accounts are consistent, whatever happened. */
  void assertInOrder() {
    accounts.forEach((trader, account) -> {
      BigDecimal running = BigDecimal.ZERO.setScale(2);
      long last = 0;
      for (Entry entry : account.entries()) {
        running = running.add(entry.amount());
        assertThat(entry.balance())
            .as("running balance of %s: %s", trader, entry)
            .isEqualTo(running);
        assertThat(running).as("%s: %s", trader, entry).isNotNegative();
        assertThat(entry.transfer()).as("order of %s", trader).isGreaterThan(last);
        last = entry.transfer();
      }
      assertThat(account.balance()).as("balance of %s", trader).isEqualTo(running);
      assertBothSides(trader, account);
    });
    BigDecimal sales = sum(Entry::isPurchase).negate();
    BigDecimal commissions = sum(entry -> entry.description().equals(COMMISSION)).negate();
    assertThat(commissions)
        .as("commissions")
        .isEqualByComparingTo(sales.multiply(COMMISSION_SHARE));
    BigDecimal held =
        accounts.values().stream().map(Account::balance).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(held.add(commissions))
        .as("what everybody holds, against the grants")
        .isEqualByComparingTo(sum(entry -> entry.description().equals(GRANTED)));
  }

  /** Each purchase is in its owner's history too. */
  private void assertBothSides(Trader buyer, Account account) {
    for (Entry entry : account.entries()) {
      if (entry.isPurchase()) {
        Trader owner =
            accounts.keySet().stream()
                .filter(trader -> entry.counterparty().equals(Optional.of(trader.id())))
                .findFirst()
                .orElseThrow();
        assertThat(entries(owner))
            .as("the owner's side of %s of %s", entry, buyer)
            .filteredOn(other -> other.transfer() == entry.transfer())
            .singleElement()
            .satisfies(other -> {
              assertThat(other.amount()).isEqualTo(entry.amount().negate());
              assertThat(other.description()).isEqualTo(entry.description());
              assertThat(other.counterparty()).contains(buyer.id());
            });
      }
    }
  }

  private BigDecimal sum(Predicate<Entry> which) {
    return accounts.values().stream()
        .flatMap(account -> account.entries().stream())
        .filter(which)
        .map(Entry::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Entry> entries(Trader trader) {
    return Optional.ofNullable(accounts.get(trader)).orElseThrow().entries();
  }

  /** The payments for it, earliest first. */
  List<Entry> paid(Purchase purchase) {
    return entries(purchase.buyer()).stream()
        .filter(entry -> entry.isPurchase() && entry.description().equals(purchase.description()))
        .toList();
  }

  /** The operator's grants to the trader. */
  List<Entry> granted(Trader trader) {
    return entries(trader).stream().filter(entry -> entry.description().equals(GRANTED)).toList();
  }

  long purchases() {
    return accounts.values().stream()
        .flatMap(account -> account.entries().stream())
        .filter(Entry::isPurchase)
        .count();
  }
}
