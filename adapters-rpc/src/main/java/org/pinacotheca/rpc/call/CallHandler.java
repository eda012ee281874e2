package org.pinacotheca.rpc.call;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.pinacotheca.rpc.wire.RequestReader;
import org.pinacotheca.rpc.wire.RequestRefused;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcRequest;
import org.pinacotheca.transport.Capacity;
import org.pinacotheca.transport.ClientGone;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.TrustedProxies;

/** Reads each request and has it answered where that may block. Thread-safe. */
public final class CallHandler {
  private final Vertx vertx;
  private final RequestReader reader;
  private final CallAuthenticator calls;
  private final Capacity capacity;
  private final TrustedProxies proxies;
  private final RequestObserver observer;

  public CallHandler(
      Vertx vertx,
      RequestReader reader,
      CallAuthenticator calls,
      Capacity capacity,
      TrustedProxies proxies,
      RequestObserver observer) {
    this.vertx = vertx;
    this.reader = reader;
    this.calls = calls;
    this.capacity = capacity;
    this.proxies = proxies;
    this.observer = observer;
  }

  public void handle(HttpServerRequest request) {
    CallExchange exchange = new CallExchange(vertx, request, observer);
    exchange.comesThrough(proxies);
    exchange.waitsWithin(capacity.slots());
    exchange.guarded(() ->
        reader
            .read(exchange)
            .onSuccess(read -> exchange.guarded(() -> answer(exchange, read)))
            .onFailure(failure -> exchange.guarded(() -> answerUnread(exchange, failure))));
  }

  private void answer(CallExchange exchange, RpcRequest read) {
    boolean isUpload = read.upload().isPresent();
    Runnable refuseForNow =
        () -> {
          read.close();
          RpcError error = RpcError.SERVICE_UNAVAILABLE;
          exchange.refuse(new RequestRefused(error, error.message(), read.parameters()));
        };
    if (!isUpload && !capacity.requests().hasRoom()) {
      refuseForNow.run();
      return;
    }
    exchange.handOver(
        isUpload ? capacity.uploads() : capacity.requests(),
        () -> {
          try (read) {
            return calls.answer(read, exchange);
          }
        },
        exchange::send,
        refuseForNow);
  }

  private void answerUnread(CallExchange exchange, Throwable failure) {
    switch (failure) {
      case ClientGone _ -> {}
      case RequestRefused refused when refused.error() == RpcError.SERVICE_UNAVAILABLE ->
          exchange.refuse(refused);
      case RequestRefused refused ->
          exchange.handOver(
              capacity.requests(),
              () -> calls.refusal(refused),
              exchange::send,
              () -> exchange.refuse(refused));
      default -> exchange.fail(failure);
    }
  }
}
