package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections of slow clients. */
class OverdueConnectionsTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(1);
  private static final int TIMEOUT_MILLIS = 300_000;
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final ConnectionLimit limit = new ConnectionLimit(1000);
  private volatile int port;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(5, TimeUnit.MINUTES);
  }

  @Test
  void aHeadThatTricklesIsCutOff() throws Exception {
    serve(SHORT, LONG, request -> request.response().end("ok"));
    try (Socket socket = connect()) {
      send(socket, "GET / HTTP/1.1\r\n");
      assertThat(tricklesUntilClosed(socket)).isTrue();
    }
  }

  @Test
  void theHeadOfALaterRequestThatTricklesIsCutOff() throws Exception {
    serve(LONG, SHORT, request -> request.response().end("ok"));
    try (Socket socket = connect()) {
      send(socket, REQUEST);
      assertThat(reply(socket)).contains(" 200 ");
      assertThat(tricklesUntilClosed(socket)).isTrue();
    }
  }

  @Test
  void aRequestInWorkIsNotCutOff() throws Exception {
    Duration firstMax = SHORT;
    while (!isServed(firstMax)) {
      // The machine was too busy to read the head in time.
      firstMax = firstMax.multipliedBy(2);
      assertThat(firstMax).as("served").isLessThan(LONG.dividedBy(60));
    }
  }

  /** Whether a request is answered that takes twice as long as its head may. */
  private boolean isServed(Duration firstMax) throws Exception {
    serve(
        firstMax,
        LONG,
        request -> vertx.setTimer(2 * firstMax.toMillis(), _ -> request.response().end("ok")));
    try (Socket socket = connect()) {
      send(socket, REQUEST);
      return reply(socket).contains(" 200 ");
    } catch (IOException _) {
      return false;
    }
  }

  private void serve(Duration firstMax, Duration nextMax, Handler<HttpServerRequest> requests)
      throws Exception {
    VerticleBase listener =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return new OverdueConnections(vertx, firstMax, nextMax, limit)
                .server(new HttpServerOptions(), requests)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> port = server.actualPort());
          }
        };
    vertx.deployVerticle(listener).await(5, TimeUnit.MINUTES);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends headers without end, as long as the server accepts them. */
  private static boolean tricklesUntilClosed(Socket socket) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
    try {
      while (System.nanoTime() < limit) {
        send(socket, "X: y\r\n");
        Thread.sleep(20);
      }
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static String reply(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\nok")) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("closed after " + text);
      }
      text.append((char) c);
    }
    return text.toString();
  }
}
