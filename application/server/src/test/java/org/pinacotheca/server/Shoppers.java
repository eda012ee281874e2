package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.pinacotheca.server.Bazaar.Offer;
import org.pinacotheca.server.Bazaar.Trader;

/** Clients that buy and are granted credits concurrently, until the server dies. */
final class Shoppers {
  private static final int CLIENTS_PER_TRADER = 2;
  private static final int DEALS_PER_CLIENT_MAX = 10_000;
  private static final int TIMEOUT_SECONDS = 600;
  private static final BigDecimal GRANT = new BigDecimal("5.00");

  private Shoppers() {}

  /** Kills the server's process, or its database's, or both. */
  interface Kill {
    void run() throws Exception;
  }

  /**
   * Runs the clients until they have this many acknowledgements together, then kills the server.
   *
   * @return all their requests; each client's last wish is open
   */
  static List<Deal> untilKilled(
      ServerProcess server, Bazaar bazaar, Random random, int acknowledgements, Kill kill)
      throws Exception {
    CountDownLatch done = new CountDownLatch(acknowledgements);
    List<Deal> deals = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Deal>>> running = new ArrayList<>();
      for (int i = 0; i < bazaar.traders().size() * CLIENTS_PER_TRADER; i++) {
        Trader trader = bazaar.traders().get(i % bazaar.traders().size());
        Random own = new Random(random.nextLong());
        running.add(clients.submit(() -> shop(server, bazaar, trader, own, done)));
      }
      assertThat(done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS))
          .as("%s acknowledgements; %s are missing", acknowledgements, done.getCount())
          .isTrue();
      kill.run();
      for (Future<List<Deal>> client : running) {
        deals.addAll(client.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      }
    }
    return deals;
  }

  private static List<Deal> shop(
      ServerProcess server, Bazaar bazaar, Trader trader, Random random, CountDownLatch done) {
    List<Deal> deals = new ArrayList<>();
    while (deals.size() < DEALS_PER_CLIENT_MAX) {
      Deal deal = wish(bazaar, trader, random).sendTo(server);
      deals.add(deal);
      if (deal.isDone()) {
        done.countDown();
      } else if (deal.isOpen()) {
        return deals;
      } else {
        assertThat(deal.isRefused()).as("%s", deal).isTrue();
      }
    }
    throw new IllegalStateException("the server outlived " + DEALS_PER_CLIENT_MAX + " deals");
  }

  private static Wish wish(Bazaar bazaar, Trader trader, Random random) {
    Optional<String> key = random.nextBoolean() ? Optional.of(Bazaar.unused()) : Optional.empty();
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> new Wish.Unlock(trader, another(bazaar.albums(), trader, random), key);
      case 4, 5, 6, 7 -> new Wish.Subscribe(trader, another(bazaar.plans(), trader, random), key);
      default -> new Wish.Grant(trader, GRANT, Bazaar.unused());
    };
  }

  /** An offer of another member. */
  private static Offer another(List<Offer> offers, Trader buyer, Random random) {
    List<Offer> of = offers.stream().filter(offer -> !offer.owner().equals(buyer)).toList();
    return of.get(random.nextInt(of.size()));
  }
}
