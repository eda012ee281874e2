package org.pinacotheca.server.limits;

import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.pinacotheca.transport.Connections;
import org.pinacotheca.transport.StrictHttp;

/**
 * Closes connections without a timely request, and those over the limit. An idle timeout is not
 * enough: a client that sends a request head byte by byte is never idle. Over the limit, an idle
 * connection is closed, so that silent clients do not block others: the oldest one without any
 * request, or else the one with the oldest last request. One instance per event loop; not
 * thread-safe.
 */
public final class OverdueConnections {
  private static final int LOOKS_PER_LIMIT = 4;

  private final Vertx vertx;
  private final Duration firstMax;
  private final Duration nextMax;
  private final ConnectionLimit limit;
  private final Set<HttpConnection> silent = new LinkedHashSet<>();

  /** The last request of each connection that had one, oldest first. */
  private final SequencedMap<HttpConnection, HttpServerRequest> asked = new LinkedHashMap<>();

  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  /**
   * Creates an instance without connections.
   *
   * @param firstMax how long the complete head of the first request may take
   * @param nextMax how long the next request may take after the start of the last one; long enough
   *     for a whole request with a slow upload and download
   * @param limit of the connections of all event loops together
   */
  public OverdueConnections(
      Vertx vertx, Duration firstMax, Duration nextMax, ConnectionLimit limit) {
    this.limit = limit;
    this.vertx = vertx;
    this.firstMax = firstMax;
    this.nextMax = nextMax;
  }

  /** Creates a server that is watched on the current event loop; not listening yet. */
  public HttpServer server(HttpServerOptions options, Handler<HttpServerRequest> requests) {
    vertx.setPeriodic(firstMax.toMillis() / LOOKS_PER_LIMIT, _ -> closeOverdue());
    // Vert.x reports a connection that may become HTTP/2 only with its first request.
    HttpServerOptions watched = new HttpServerOptions(options).setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(watched)
        .connectionHandler(connection -> {
          StrictHttp.enforce(connection, watched);
          opened(connection);
        })
        .requestHandler(request -> {
          silent.remove(request.connection());
          asked.putLast(request.connection(), request);
          deadlines.replace(request.connection(), deadline(nextMax));
          requests.handle(request);
        });
  }

  private void opened(HttpConnection connection) {
    connection.closeHandler(_ -> {
      limit.closed();
      deadlines.remove(connection);
      silent.remove(connection);
      asked.remove(connection);
    });
    boolean isTooMany = limit.isPassedByNext();
    if (isTooMany) {
      limit.refused();
      Optional<HttpConnection> idle = longestIdle();
      if (idle.isEmpty()) {
        connection.close();
        return;
      }
      silent.remove(idle.get());
      asked.remove(idle.get());
      Connections.abort(idle.get());
    }
    deadlines.put(connection, deadline(firstMax));
    silent.add(connection);
  }

  private Optional<HttpConnection> longestIdle() {
    return silent.stream()
        .findFirst()
        .or(() ->
            asked.entrySet().stream()
                .filter(entry -> isAnswered(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst());
  }

  /** Whether the response is written and received by the client's system. */
  private static boolean isAnswered(HttpServerRequest request) {
    if (!request.response().ended()) {
      return false;
    }
    if (request.connection() instanceof ConnectionBase base) {
      ChannelOutboundBuffer waiting =
          base.channelHandlerContext().channel().unsafe().outboundBuffer();
      return waiting == null || waiting.isEmpty();
    }
    return true;
  }

  private static long deadline(Duration timeout) {
    return System.nanoTime() + timeout.toNanos();
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    List<HttpConnection> overdue =
        deadlines.entrySet().stream()
            .filter(entry -> entry.getValue() - now < 0)
            .map(Map.Entry::getKey)
            .toList();
    overdue.forEach(Connections::abort);
  }
}
