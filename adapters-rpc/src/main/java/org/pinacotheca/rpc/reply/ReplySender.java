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
 * Sends replies with status 200, and with 400 where the request was no HTTP. When a reply overtakes
 * its request, because the request was refused early, the rest of the request is thrown away for a
 * while before the connection closes: clients that only listen once they have spoken would
 * otherwise find a broken connection and no reply. Thread-safe; to be called on the request's event
 * loop.
 */
public final class ReplySender {
  private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);

  private final Vertx vertx;
  private final Duration lingerMax;
  private final Clients clients;

  /**
   * Makes a sender.
   *
   * @param lingerMax how long the rest of a refused request is awaited
   * @param clients who are waited for until they have taken their replies
   */
  public ReplySender(Vertx vertx, Duration lingerMax, Clients clients) {
    this.clients = clients;
    this.vertx = vertx;
    this.lingerMax = lingerMax;
  }

  /**
   * Sends the reply; the result tells when it is written. A reply nobody is left to read is
   * dropped.
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
