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
import org.pinacotheca.transport.StrictHttp;

/**
 * Closes connections on which no request begins in time, and those that are too many. An idle
 * time-out alone does not: whoever sends the head of a request byte by byte is never idle, and
 * could hold connections for days. Where there are too many, an idle one goes, so that whoever
 * opens connections and is silent does not keep others out: the one that has waited longest without
 * ever asking for anything, or else the one whose last request is longest ago. One for each event
 * loop; not thread-safe.
 */
public final class OverdueConnections {
  private static final int LOOKS_PER_LIMIT = 4;

  private final Vertx vertx;
  private final Duration firstMax;
  private final Duration nextMax;
  private final ConnectionLimit limit;
  private final Set<HttpConnection> silent = new LinkedHashSet<>();

  /** The last request of each connection that has asked, the longest ago first. */
  private final SequencedMap<HttpConnection, HttpServerRequest> asked = new LinkedHashMap<>();

  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param firstMax how long the first request may take to begin, its head complete
   * @param nextMax how long another may take after the beginning of the last; long enough for all
   *     of a request, the slow upload and the slow download
   * @param limit of the connections of all event loops together
   */
  public OverdueConnections(
      Vertx vertx, Duration firstMax, Duration nextMax, ConnectionLimit limit) {
    this.limit = limit;
    this.vertx = vertx;
    this.firstMax = firstMax;
    this.nextMax = nextMax;
  }

  /** A server that is watched on the event loop this is called on, not listening yet. */
  public HttpServer server(HttpServerOptions options, Handler<HttpServerRequest> requests) {
    vertx.setPeriodic(firstMax.toMillis() / LOOKS_PER_LIMIT, _ -> closeOverdue());
    // Vert.x tells of a connection that may become one of HTTP/2 only with its first request.
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
      close(idle.get());
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

  /** Whether the answer is written, and taken by the client's system. */
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

  /** To close in order would wait until a client who takes nothing has taken everything. */
  private static void close(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      var _ = base.channelHandlerContext().close();
    } else {
      connection.close();
    }
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
    overdue.forEach(OverdueConnections::close);
  }
}
