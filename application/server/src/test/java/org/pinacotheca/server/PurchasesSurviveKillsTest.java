package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Repeatedly kills the server while many clients buy and are granted credits, and restarts it.
 * {@code -Dcrash.rounds=50} sets the number of kills on each database; every other time PostgreSQL
 * is shut down immediately as well. {@code -Dcrash.seed} repeats the choices of an earlier run, but
 * not its timing.
 */
class PurchasesSurviveKillsTest {
  private static final BigDecimal FIRST_GRANT = new BigDecimal("10.00");
  private static final int ACKNOWLEDGEMENTS_MAX = 300;
  private static final int CLIENTS = 6;

  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path directory;

  @Test
  void onHsqldb(TestReporter reporter) throws Exception {
    Path data = directory.resolve("data");
    rounds(
        Integer.getInteger("crash.rounds", 2),
        reporter,
        Optional.empty(),
        () -> ServerProcess.start(data, "--commission", Bazaar.COMMISSION_PERCENT));
    assertLedgerBalances(
        "jdbc:hsqldb:file:" + data.resolve("database/gallery") + ";hsqldb.lock_file=false", "SA");
  }

  @Test
  void onPostgresql(TestReporter reporter) throws Exception {
    try (PostgresqlServer database = PostgresqlServer.start(directory.resolve("postgresql"))) {
      rounds(
          Integer.getInteger("crash.rounds", 1),
          reporter,
          Optional.of(database),
          () ->
              ServerProcess.start(
                  directory.resolve("data"),
                  "--commission",
                  Bazaar.COMMISSION_PERCENT,
                  "--database",
                  database.jdbcUrl()));
      assertLedgerBalances(database.jdbcUrl(), "postgres");
    }
  }

  private interface Start {
    ServerProcess server() throws Exception;
  }

  private void rounds(
      int rounds, TestReporter reporter, Optional<PostgresqlServer> database, Start start)
      throws Exception {
    ServerProcess server = start.server();
    try {
      for (int round = 0; round < rounds; round++) {
        try {
          Bazaar bazaar = Bazaar.open(server);
          boolean isDatabaseMeant = database.isPresent() && round % 2 == 1;
          List<Deal> deals = untilKilled(server, bazaar, database.filter(_ -> isDatabaseMeant));
          server.close();
          server = start.server();
          if (!isDatabaseMeant) {
            assertThat(deals).as("no failure but the kill").noneMatch(deal -> deal.status() >= 500);
          }
          String outcome = assertSurvived(server, bazaar, deals);
          reporter.publishEntry("round " + round, outcome);
        } catch (AssertionError | Exception e) {
          throw new AssertionError("in round %d of -Dcrash.seed=%d".formatted(round, seed), e);
        }
      }
      server.terminate();
      assertThat(server.awaitExit()).as(server.log()).isZero();
    } finally {
      server.close();
    }
  }

  private List<Deal> untilKilled(
      ServerProcess server, Bazaar bazaar, Optional<PostgresqlServer> database) throws Exception {
    List<Deal> deals = new ArrayList<>();
    for (Bazaar.Trader trader : bazaar.traders()) {
      deals.add(new Wish.Grant(trader, FIRST_GRANT, Bazaar.unused()).sendTo(server));
    }
    int acknowledgements = 1 + random.nextInt(ACKNOWLEDGEMENTS_MAX);
    Shoppers.Kill kill =
        () -> {
          if (database.isPresent()) {
            database.get().stopImmediately();
          }
          server.kill();
        };
    deals.addAll(Shoppers.untilKilled(server, bazaar, random, acknowledgements, kill));
    if (database.isPresent()) {
      database.get().startAgain();
    }
    return deals;
  }

  /** Checks everything requested before the kill; returns the number of requests. */
  private static String assertSurvived(ServerProcess server, Bazaar bazaar, List<Deal> deals)
      throws Exception {
    Books books = Books.read(server, bazaar, deals);
    books.assertInOrder();
    Reconciliation.assertAgree(books, deals);

    // An acknowledged request gets the same response when repeated, and is not done again.
    ofAll(deals.stream().filter(Deal::isDone), deal -> assertRepeated(server, deal));
    assertThat(Books.read(server, bazaar, deals)).isEqualTo(books);

    // An unknown outcome is resolved by repeating the request.
    List<Deal> settled = new ArrayList<>();
    for (Deal deal : deals) {
      boolean isRepeated = deal.isOpen() && deal.wish().isRepeatable();
      settled.add(isRepeated ? deal.wish().sendTo(server) : deal);
    }
    Books after = Books.read(server, bazaar, settled);
    after.assertInOrder();
    Reconciliation.assertAgree(after, settled);
    ofAll(
        settled.stream().filter(deal -> deal.isDone() && !deals.contains(deal)),
        deal -> assertRepeated(server, deal));
    assertThat(Books.read(server, bazaar, settled)).isEqualTo(after);
    return "%d acknowledged, %d refused, %d open; %d of %d purchases were made after the restart"
        .formatted(
            deals.stream().filter(Deal::isDone).count(),
            deals.stream().filter(Deal::isRefused).count(),
            deals.stream().filter(Deal::isOpen).count(),
            after.purchases() - books.purchases(),
            after.purchases());
  }

  /** Checks several at a time, because each waits for the disk. */
  private static void ofAll(Stream<Deal> deals, Consumer<Deal> check) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Object>> checks =
          deals.map(deal -> Executors.callable(() -> check.accept(deal))).toList();
      for (Future<Object> checked : clients.invokeAll(checks)) {
        checked.get();
      }
    }
  }

  /** The same wish gets the same response. A grant's also contains the current balance. */
  private static void assertRepeated(ServerProcess server, Deal deal) {
    if (!deal.wish().isRepeatable()) {
      return;
    }
    Deal again = deal.wish().sendTo(server);
    if (deal.wish() instanceof Wish.Grant) {
      assertThat(again.isDone()).as("%s", again).isTrue();
      assertThat(again.json().get("TransactionID")).isEqualTo(deal.json().get("TransactionID"));
    } else {
      assertThat(again).isEqualTo(deal);
    }
  }

  /** Over all accounts that ever existed, directly in the tables. */
  private static void assertLedgerBalances(String jdbcUrl, String user) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, "");
        Statement statement = connection.createStatement()) {
      String granted = "SELECT SUM(amount) FROM ledger_transfer WHERE payer_id = -1";
      assertThat(number(statement, "SELECT SUM(balance) FROM credit_account"))
          .as("all balances, against all grants")
          .isEqualTo(number(statement, granted))
          .isPositive();
      assertThat(number(statement, "SELECT COUNT(*) FROM credit_account WHERE balance < 0"))
          .isZero();
      assertThat(number(statement, "SELECT COUNT(*) FROM ledger_entry"))
          .as("two entries for each transfer")
          .isEqualTo(2 * number(statement, "SELECT COUNT(*) FROM ledger_transfer"));
      String unlike =
          """
          SELECT COUNT(*) FROM credit_account a WHERE balance <>
            COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE receiver_id = a.account_id), 0)
            - COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE payer_id = a.account_id), 0)
          """;
      assertThat(number(statement, unlike)).as("accounts unlike their transfers").isZero();
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
