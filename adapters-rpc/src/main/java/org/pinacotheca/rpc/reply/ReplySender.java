package org.pinacotheca.rpc.reply;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.pinacotheca.rpc.wire.Clients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends replies with status 200, or 400 to malformed HTTP. When a request is refused early, the
 * rest of it is discarded for a while before the connection closes: clients that read only after
 * sending would otherwise lose the reply. Thread-safe; to be called on the request's event loop.
 */
public final class ReplySender {
  private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);

  private final Vertx vertx;
  private final Duration lingerMax;
  private final Clients clients;

  /**
   * Makes a sender.
   *
   * @param lingerMax how long the rest of a refused request is discarded
   * @param clients the clients that are still receiving replies
   */
  public ReplySender(Vertx vertx, Duration lingerMax, Clients clients) {
    this.clients = clients;
    this.vertx = vertx;
    this.lingerMax = lingerMax;
  }

  /**
   * Sends the reply; the future completes when it is written. Drops the reply when the client has
   * disconnected.
   */
  public Future<Void> send(HttpServerRequest request, RenderedReply reply) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return Future.succeededFuture();
    }
    Buffer body = Buffer.buffer(reply.text());
    response
        .setStatusCode(request.decoderResult().isFailure() ? 400 : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType())
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    Future<Void> sent = request.isEnded() ? response.end(body) : sendEarly(request, response, body);
    clients.awaitTaken(request, sent, body.length());
    return sent;
  }

  private Future<Void> sendEarly(
      HttpServerRequest request, HttpServerResponse response, Buffer body) {
    request.exceptionHandler(cause -> LOG.debug("A refused request broke off", cause));
    request.handler(_ -> {});
    if (request.version() == HttpVersion.HTTP_2) {
      request.resume();
      return response.end(body);
    }
    HttpConnection connection = request.connection();
    long timer = vertx.setTimer(lingerMax.toMillis(), _ -> connection.close());
    request.endHandler(_ -> {
      vertx.cancelTimer(timer);
      connection.close();
    });
    Future<Void> sent = response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE).end(body);
    request.resume();
    return sent;
  }
}
