package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server starts, stops and locks its directory. */
class StoppingTest {
  @TempDir Path directory;

  @Test
  void aTerminatedServerExitsCleanly() throws Exception {
    try (ServerProcess server = ServerProcess.start(directory.resolve("data"))) {
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
      assertThat(server.get("/health/live", Map.of()).statusCode()).isEqualTo(200);
      server.terminate();
      assertThat(server.awaitExit()).as(server.log()).isZero();
      assertThat(server.output()).containsExactly("Pinacotheca listening on " + server.url());
    }
  }

  @Test
  void aSecondServerOnTheSameDirectoryIsRefused() throws Exception {
    try (ServerProcess server = ServerProcess.start(directory.resolve("data"))) {
      Process second =
          ServerProcess.command(
                  List.of("serve", "--data", directory.resolve("data").toString(), "--port", "0"))
              .redirectErrorStream(true)
              .start();
      String said =
          new String(
              second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(second.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(second.exitValue()).as(said).isEqualTo(2);
      assertThat(said.strip().lines()).as(said).hasSize(1);
      assertThat(said).contains("in use");
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAdminTokenIsMadeOnceAndKeptForTheOwnerAlone() throws Exception {
    Path data = directory.resolve("data");
    String first;
    try (ServerProcess server = ServerProcess.startWithoutAdminToken(data)) {
      first = Files.readString(data.resolve("admin-token")).strip();
      assertThat(server.post("/admin/v1/members", first, "{\"Nickname\": \"olivia\"}").statusCode())
          .isEqualTo(200);
      assertThat(server.log()).doesNotContain(first);
      assertThat(permissions(data.resolve("admin-token"))).isEqualTo("rw-------");
      server.terminate();
      server.awaitExit();
    }
    try (LocalServer server = LocalServer.startWithoutAdminToken(data)) {
      assertThat(server.post("/admin/v1/members", first, "{\"Nickname\": \"victor\"}").statusCode())
          .isEqualTo(200);
      assertThat(
              server.post("/admin/v1/members", first + "x", "{\"Nickname\": \"v\"}").statusCode())
          .isEqualTo(401);
    }
  }

  private static String permissions(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }
}
