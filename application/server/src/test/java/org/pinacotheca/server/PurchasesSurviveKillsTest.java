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
        () -> ServerProcess.start(data, "--commission", Marketplace.COMMISSION_PERCENT));
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
                  Marketplace.COMMISSION_PERCENT,
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
          Marketplace marketplace = Marketplace.open(server);
          boolean isDatabaseMeant = database.isPresent() && round % 2 == 1;
          List<SentRequest> requests =
              untilKilled(server, marketplace, database.filter(_ -> isDatabaseMeant));
          server.close();
          server = start.server();
          if (!isDatabaseMeant) {
            assertThat(requests)
                .as("no failure but the kill")
                .noneMatch(sent -> sent.status() >= 500);
          }
          String outcome = assertSurvived(server, marketplace, requests);
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

  private List<SentRequest> untilKilled(
      ServerProcess server, Marketplace marketplace, Optional<PostgresqlServer> database)
      throws Exception {
    List<SentRequest> requests = new ArrayList<>();
    for (Marketplace.Trader trader : marketplace.traders()) {
      requests.add(
          new CreditRequest.Grant(trader, FIRST_GRANT, Marketplace.unused()).sendTo(server));
    }
    int acknowledgements = 1 + random.nextInt(ACKNOWLEDGEMENTS_MAX);
    BuyingClients.Kill kill =
        () -> {
          if (database.isPresent()) {
            database.get().stopImmediately();
          }
          server.kill();
        };
    requests.addAll(BuyingClients.untilKilled(server, marketplace, random, acknowledgements, kill));
    if (database.isPresent()) {
      database.get().startAgain();
    }
    return requests;
  }

  /** Checks everything requested before the kill; returns the number of requests. */
  private static String assertSurvived(
      ServerProcess server, Marketplace marketplace, List<SentRequest> requests) throws Exception {
    AccountSnapshot snapshot = AccountSnapshot.read(server, marketplace, requests);
    snapshot.assertInOrder();
    Reconciliation.assertAgree(snapshot, requests);

    // An acknowledged request gets the same response when repeated, and is not done again.
    ofAll(requests.stream().filter(SentRequest::isDone), sent -> assertRepeated(server, sent));
    assertThat(AccountSnapshot.read(server, marketplace, requests)).isEqualTo(snapshot);

    // An unknown outcome is resolved by repeating the request.
    List<SentRequest> settled = new ArrayList<>();
    for (SentRequest sent : requests) {
      boolean isRepeated = sent.isOpen() && sent.request().isRepeatable();
      settled.add(isRepeated ? sent.request().sendTo(server) : sent);
    }
    AccountSnapshot after = AccountSnapshot.read(server, marketplace, settled);
    after.assertInOrder();
    Reconciliation.assertAgree(after, settled);
    ofAll(
        settled.stream().filter(sent -> sent.isDone() && !requests.contains(sent)),
        sent -> assertRepeated(server, sent));
    assertThat(AccountSnapshot.read(server, marketplace, settled)).isEqualTo(after);
    return "%d acknowledged, %d refused, %d open; %d of %d purchases were made after the restart"
        .formatted(
            requests.stream().filter(SentRequest::isDone).count(),
            requests.stream().filter(SentRequest::isRefused).count(),
            requests.stream().filter(SentRequest::isOpen).count(),
            after.purchases() - snapshot.purchases(),
            after.purchases());
  }

  /** Checks several at a time, because each waits for the disk. */
  private static void ofAll(Stream<SentRequest> requests, Consumer<SentRequest> check)
      throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Object>> checks =
          requests.map(sent -> Executors.callable(() -> check.accept(sent))).toList();
      for (Future<Object> checked : clients.invokeAll(checks)) {
        checked.get();
      }
    }
  }

  /** The same request gets the same response. A grant's also contains the current balance. */
  private static void assertRepeated(ServerProcess server, SentRequest sent) {
    if (!sent.request().isRepeatable()) {
      return;
    }
    SentRequest again = sent.request().sendTo(server);
    if (sent.request() instanceof CreditRequest.Grant) {
      assertThat(again.isDone()).as("%s", again).isTrue();
      assertThat(again.json().get("TransactionID")).isEqualTo(sent.json().get("TransactionID"));
    } else {
      assertThat(again).isEqualTo(sent);
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
