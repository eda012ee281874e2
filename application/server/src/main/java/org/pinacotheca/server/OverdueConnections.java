package org.pinacotheca.server;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Closes connections on which no request begins in time. An idle time-out alone does not: whoever
 * sends the head of a request byte by byte is never idle, and could hold connections for days. One
 * for each event loop; not thread-safe.
 */
final class OverdueConnections {
  private static final int LOOKS_PER_LIMIT = 4;

  private final Vertx vertx;
  private final Duration firstMax;
  private final Duration nextMax;
  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param firstMax how long the first request may take to begin, its head complete
   * @param nextMax how long another may take after the beginning of the last; long enough for all
   *     of a request, the slow upload and the slow download
   */
  OverdueConnections(Vertx vertx, Duration firstMax, Duration nextMax) {
    this.vertx = vertx;
    this.firstMax = firstMax;
    this.nextMax = nextMax;
  }

  /** A server that is watched on the event loop this is called on, not listening yet. */
  HttpServer server(HttpServerOptions options, Handler<HttpServerRequest> requests) {
    vertx.setPeriodic(firstMax.toMillis() / LOOKS_PER_LIMIT, _ -> closeOverdue());
    // Vert.x tells of a connection that may become one of HTTP/2 only with its first request.
    HttpServerOptions watched = new HttpServerOptions(options).setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(watched)
        .connectionHandler(connection -> {
          deadlines.put(connection, deadline(firstMax));
          connection.closeHandler(_ -> deadlines.remove(connection));
        })
        .requestHandler(request -> {
          deadlines.replace(request.connection(), deadline(nextMax));
          requests.handle(request);
        });
  }

  private static long deadline(Duration patience) {
    return System.nanoTime() + patience.toNanos();
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    List<HttpConnection> overdue =
        deadlines.entrySet().stream()
            .filter(entry -> entry.getValue() - now < 0)
            .map(Map.Entry::getKey)
            .toList();
    overdue.forEach(HttpConnection::close);
  }
}
