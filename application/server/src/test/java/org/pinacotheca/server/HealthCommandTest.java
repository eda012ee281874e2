package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.server.CommandLineTest.run;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of {@code pinacotheca health} for container health checks. */
class HealthCommandTest {
  @TempDir Path directory;

  @Test
  void aServerThatCanServeIsFoundByTheSettingsOfItsEnvironment() throws Exception {
    try (LocalServer server = LocalServer.start(directory.resolve("data"))) {
      String port = Integer.toString(URI.create(server.url()).getPort());
      Map<String, String> environment =
          Map.of("PINACOTHECA_PORT", port, "PINACOTHECA_HOST", "0.0.0.0");
      CommandLineTest.Run ready = run(environment, "health");
      assertThat(ready.status()).as(ready.err()).isZero();
      assertThat(ready.out()).contains("\"status\"").hasLineCount(1);
      CommandLineTest.Run live = run(Map.of(), "health", "--live", "--url", server.url());
      assertThat(live.status()).as(live.err()).isZero();
    }
  }

  @Test
  void aServerThatCannotServeIsReportedWithItsReason() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anywhere, 1);
    server.createContext(
        "/health/ready",
        exchange -> {
          byte[] body = "{\"database\":false}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      CommandLineTest.Run run = run(Map.of(), "health", "--url", url);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("\"database\":false");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whereNothingListensTheAddressIsNamed() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    CommandLineTest.Run run = run(Map.of("PINACOTHECA_PORT", Integer.toString(port)), "health");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("http://127.0.0.1:" + port + "/health/ready is not answered");
  }
}
