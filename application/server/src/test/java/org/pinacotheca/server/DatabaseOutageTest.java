package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose PostgreSQL goes away and comes back. */
class DatabaseOutageTest {
  private static final String ALBUMS = "/v1/Pictures/GetAlbums?UserID=219074";
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path directory;

  @Test
  void requestsAreRefusedForAsLongAsItIsAwayAndServedAgainAfterwards() throws Exception {
    try (PostgresqlServer database = PostgresqlServer.start(directory.resolve("postgresql"));
        ServerProcess server =
            ServerProcess.start(directory.resolve("data"), "--database", database.jdbcUrl())) {
      Site site = Site.make(server);
      Map<String, String> asOwner = Map.of("Authorization", "bearer " + site.owner());
      Map<String, String> call = Map.of("method", "up.users.getLoggedInUser", "call_id", "1");
      assertThat(server.get(ALBUMS, asOwner).statusCode()).isEqualTo(200);
      assertThat(site.call(server, call)).contains("219074");

      database.stopImmediately();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> refused = server.get(ALBUMS, asOwner);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("storage_unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      }
      assertThat(site.call(server, Map.of("method", "up.users.getLoggedInUser", "call_id", "2")))
          .contains("\"error_code\":2");
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(503);
      assertThat(server.get("/health/live", Map.of()).statusCode()).isEqualTo(200);

      database.startAgain();
      awaitReady(server);
      assertThat(server.get(ALBUMS, asOwner).statusCode()).isEqualTo(200);
      assertThat(site.call(server, Map.of("method", "up.users.getLoggedInUser", "call_id", "3")))
          .contains("219074");
      assertThat(server.log()).doesNotContain("\tat ");
      assertThat(linesWith(server, "requests are refused until it can be used again")).isOne();
      assertThat(linesWith(server, "the database can be used again")).isOne();
    }
  }

  /** As a restart does that is over before anybody asks; how long one takes is the machine's. */
  @Test
  void brokenConnectionsToADatabaseThatIsThereFailNoRequest() throws Exception {
    try (PostgresqlServer database = PostgresqlServer.start(directory.resolve("postgresql"));
        ServerProcess server =
            ServerProcess.start(directory.resolve("data"), "--database", database.jdbcUrl())) {
      Site site = Site.make(server);
      for (int round = 0; round < 3; round++) {
        assertThat(database.breakConnections()).isPositive();
        String draft = "{\"Name\": \"Album %d\"}".formatted(round);
        HttpResponse<String> made = server.post("/v1/Pictures/CreateAlbum", site.owner(), draft);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
      }
      assertThat(server.read(ALBUMS, site.owner())).hasSize(3);
    }
  }

  private static long linesWith(ServerProcess server, String text) {
    return server.log().lines().filter(line -> line.contains(text)).count();
  }

  private static void awaitReady(ServerProcess server) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (server.get("/health/ready", Map.of()).statusCode() != 200) {
      assertThat(System.nanoTime()).as(server.log()).isLessThan(limit);
      Thread.sleep(100);
    }
  }
}
