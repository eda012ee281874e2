package org.pinacotheca.tools.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.tools.cli.CommandFailedException;

/** A client whose server is busy, forgetful or briefly unavailable. */
class MemberClientTest {
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @FunctionalInterface
  private interface Answering {
    void answer(int request, HttpExchange exchange) throws IOException;
  }

  private MemberClient client(Answering answering) {
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.getRequestBody().readAllBytes();
          answering.answer(asked.size(), exchange);
          exchange.close();
        });
    return new MemberClient(
        "http://127.0.0.1:" + server.getAddress().getPort(), "old", Optional.of(() -> "new"));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Retry-After", "0");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static MemberClient.Reply post(MemberClient client) {
    return client.post("/call", "the-key", JsonNodeFactory.instance.objectNode());
  }

  @Test
  void aBusyServerIsAskedAgainUnderTheSameKey() {
    try (MemberClient client =
        client((n, exchange) ->
            answer(exchange, n == 1 ? 503 : n == 2 ? 429 : 200, n > 2 ? "{}" : ""))) {
      assertThat(post(client).status()).isEqualTo(200);
    }
    assertThat(asked).hasSize(3).allMatch(it -> it.equals("bearer old the-key"));
  }

  @Test
  void aRequestWithoutAnswerIsMadeAgain() {
    try (MemberClient client =
        client((n, exchange) -> {
          if (n > 1) {
            answer(exchange, 200, "{}");
          }
        })) {
      assertThat(post(client).status()).isEqualTo(200);
    }
    assertThat(asked).hasSizeGreaterThan(1);
  }

  @Test
  void anExpiredTokenIsReplacedOnce() {
    try (MemberClient client = client((n, exchange) -> answer(exchange, n == 1 ? 401 : 200, ""))) {
      assertThat(post(client).status()).isEqualTo(200);
    }
    assertThat(asked).containsExactly("bearer old the-key", "bearer new the-key");
    asked.clear();
    server.removeContext("/");
    try (MemberClient client = client((_, exchange) -> answer(exchange, 401, ""))) {
      assertThat(post(client).status()).isEqualTo(401);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void aServerThatFailsForGoodEndsIt() {
    try (MemberClient client = client((_, exchange) -> answer(exchange, 500, ""))) {
      assertThatThrownBy(() -> post(client)).isInstanceOf(CommandFailedException.class);
    }
    assertThat(asked).hasSizeBetween(3, 10);
  }
}
