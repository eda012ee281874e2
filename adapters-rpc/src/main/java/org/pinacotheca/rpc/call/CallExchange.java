package org.pinacotheca.rpc.call;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pinacotheca.rpc.reply.RenderedReply;
import org.pinacotheca.rpc.reply.Replies;
import org.pinacotheca.rpc.wire.RequestRefused;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.transport.Exchange;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.RequestRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to the signed RPC and its reply. */
public final class CallExchange extends Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(CallExchange.class);
  private static final String RETRY_SECONDS = "2";

  /**
   * Starts an exchange.
   *
   * @param observer observes it until it ends
   */
  public CallExchange(Vertx vertx, HttpServerRequest request, RequestObserver observer) {
    super(RequestRecord.Api.RPC, vertx, request, observer);
  }

  @Override
  public void fail(Throwable failure) {
    observed(() -> LOG.error("A request failed", failure));
    if (response().headWritten()) {
      hangUp();
    } else {
      RpcError error = RpcError.UNKNOWN;
      refuse(new RequestRefused(error, error.message(), List.of()));
    }
  }

  /** Sends a refusal without reading anything from storage. */
  public void refuse(RequestRefused refused) {
    send(Replies.refusal(refused));
  }

  /** Sends a reply with status 200, or 400 to malformed HTTP. */
  public void send(RenderedReply reply) {
    HttpServerResponse response = response();
    if (response.ended() || response.closed()) {
      return;
    }
    endsWith(reply.error().map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("ok"));
    if (reply.error().equals(Optional.of(RpcError.SERVICE_UNAVAILABLE))) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (!request().isEnded() && !isMultiplexed()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(request().decoderResult().isFailure() ? 400 : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType())
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
    respond(Buffer.buffer(reply.text()));
  }
}
