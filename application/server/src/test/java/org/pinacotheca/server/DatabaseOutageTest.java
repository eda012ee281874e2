package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.testservers.PostgresqlServer.Database;

/** A server whose PostgreSQL becomes unavailable and comes back. */
class DatabaseOutageTest {
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=219074";
  private static final long TIMEOUT_SECONDS = 300;

  @TempDir Path directory;

  @Test
  void requestsAreRefusedForAsLongAsItIsAwayAndServedAgainAfterwards() throws Exception {
    try (PostgresqlServer database = PostgresqlServer.start(directory.resolve("postgresql"));
        ServerProcess server =
            ServerProcess.start(directory.resolve("data"), "--database", database.jdbcUrl())) {
      MigratedMembers members = MigratedMembers.make(server);
      Map<String, String> asOwner = Map.of("Authorization", "bearer " + members.owner());
      Map<String, String> call = Map.of("method", "up.users.getLoggedInUser", "call_id", "1");
      assertThat(server.get(ALBUMS, asOwner).statusCode()).isEqualTo(200);
      assertThat(members.call(server, call)).contains("219074");

      database.stopImmediately();
      assertRefused(server, members, asOwner);

      database.startAgain();
      awaitReady(server);
      assertThat(server.get(ALBUMS, asOwner).statusCode()).isEqualTo(200);
      assertThat(members.call(server, Map.of("method", "up.users.getLoggedInUser", "call_id", "3")))
          .contains("219074");
      assertThat(server.log()).doesNotContain("\tat ");
      assertThat(linesWith(server, "requests are refused until it can be used again")).isOne();
      assertThat(linesWith(server, "the database can be used again")).isOne();
    }
  }

  /** Concurrently, because each waits a while for a connection. */
  private static void assertRefused(
      ServerProcess server, MigratedMembers members, Map<String, String> asOwner) throws Exception {
    Map<String, String> call = Map.of("method", "up.users.getLoggedInUser", "call_id", "2");
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> reads = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        reads.add(clients.submit(() -> server.get(ALBUMS, asOwner)));
      }
      Future<String> called = clients.submit(() -> members.call(server, call));
      Future<HttpResponse<String>> ready =
          clients.submit(() -> server.get("/health/ready", Map.of()));
      assertThat(server.get("/health/live", Map.of()).statusCode()).isEqualTo(200);
      for (Future<HttpResponse<String>> read : reads) {
        HttpResponse<String> refused = read.get();
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("storage_unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      }
      assertThat(called.get()).contains("\"error_code\":2");
      assertThat(ready.get().statusCode()).isEqualTo(503);
    }
  }

  /** As after a quick restart; the duration of a real one depends on the machine. */
  @Test
  void brokenConnectionsToADatabaseThatIsThereFailNoRequest() throws Exception {
    try (Database database = org.pinacotheca.testservers.PostgresqlServer.makeDatabase();
        LocalServer server =
            LocalServer.start(directory.resolve("data"), "--database", database.jdbcUrl())) {
      MigratedMembers members = MigratedMembers.make(server);
      for (int round = 0; round < 3; round++) {
        assertThat(breakConnections(database.jdbcUrl())).isPositive();
        String draft = "{\"Name\": \"Album %d\"}".formatted(round);
        HttpResponse<String> made = server.post("/v1/Pictures/CreateAlbum", members.owner(), draft);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
      }
      assertThat(server.read(ALBUMS, members.owner())).hasSize(3);
    }
  }

  /** Breaks the connections of its servers; returns their number. */
  private static int breakConnections(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet broken =
            statement.executeQuery(
                """
                SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 60000))
                FROM pg_stat_activity
                WHERE application_name = 'pinacotheca' AND datname = current_database()
                """)) {
      broken.next();
      return broken.getInt(1);
    }
  }

  private static long linesWith(ServerProcess server, String text) {
    return server.log().lines().filter(line -> line.contains(text)).count();
  }

  private static void awaitReady(ServerProcess server) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (server.get("/health/ready", Map.of()).statusCode() != 200) {
      assertThat(System.nanoTime()).as(server.log()).isLessThan(limit);
      Thread.sleep(10);
    }
  }
}
