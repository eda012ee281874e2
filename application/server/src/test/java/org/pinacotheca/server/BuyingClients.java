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
import org.pinacotheca.server.Marketplace.Offer;
import org.pinacotheca.server.Marketplace.Trader;

/** Clients that buy and are granted credits concurrently, until the server dies. */
final class BuyingClients {
  private static final int CLIENTS_PER_TRADER = 2;
  private static final int REQUESTS_PER_CLIENT_MAX = 10_000;
  private static final int TIMEOUT_SECONDS = 600;
  private static final BigDecimal GRANT = new BigDecimal("5.00");

  private BuyingClients() {}

  /** Kills the server's process, or its database's, or both. */
  interface Kill {
    void run() throws Exception;
  }

  /**
   * Runs the clients until they have this many acknowledgements together, then kills the server.
   *
   * @return all their requests; each client's last request is open
   */
  static List<SentRequest> untilKilled(
      ServerProcess server, Marketplace marketplace, Random random, int acknowledgements, Kill kill)
      throws Exception {
    CountDownLatch done = new CountDownLatch(acknowledgements);
    List<SentRequest> requests = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<SentRequest>>> running = new ArrayList<>();
      for (int i = 0; i < marketplace.traders().size() * CLIENTS_PER_TRADER; i++) {
        Trader trader = marketplace.traders().get(i % marketplace.traders().size());
        Random own = new Random(random.nextLong());
        running.add(clients.submit(() -> shop(server, marketplace, trader, own, done)));
      }
      assertThat(done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS))
          .as("%s acknowledgements; %s are missing", acknowledgements, done.getCount())
          .isTrue();
      kill.run();
      for (Future<List<SentRequest>> client : running) {
        requests.addAll(client.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
      }
    }
    return requests;
  }

  private static List<SentRequest> shop(
      ServerProcess server,
      Marketplace marketplace,
      Trader trader,
      Random random,
      CountDownLatch done) {
    List<SentRequest> requests = new ArrayList<>();
    while (requests.size() < REQUESTS_PER_CLIENT_MAX) {
      SentRequest sent = next(marketplace, trader, random).sendTo(server);
      requests.add(sent);
      if (sent.isDone()) {
        done.countDown();
      } else if (sent.isOpen()) {
        return requests;
      } else {
        assertThat(sent.isRefused()).as("%s", sent).isTrue();
      }
    }
    throw new IllegalStateException("the server outlived " + REQUESTS_PER_CLIENT_MAX + " requests");
  }

  private static CreditRequest next(Marketplace marketplace, Trader trader, Random random) {
    Optional<String> key =
        random.nextBoolean() ? Optional.of(Marketplace.unused()) : Optional.empty();
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          new CreditRequest.Unlock(trader, another(marketplace.albums(), trader, random), key);
      case 4, 5, 6, 7 ->
          new CreditRequest.Subscribe(trader, another(marketplace.plans(), trader, random), key);
      default -> new CreditRequest.Grant(trader, GRANT, Marketplace.unused());
    };
  }

  /** An offer of another member. */
  private static Offer another(List<Offer> offers, Trader buyer, Random random) {
    List<Offer> of = offers.stream().filter(offer -> !offer.owner().equals(buyer)).toList();
    return of.get(random.nextInt(of.size()));
  }
}
