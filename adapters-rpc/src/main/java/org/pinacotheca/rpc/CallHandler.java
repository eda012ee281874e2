package org.pinacotheca.rpc;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.pinacotheca.rpc.reply.Replies;
import org.pinacotheca.rpc.reply.ReplySender;
import org.pinacotheca.rpc.wire.ClientGone;
import org.pinacotheca.rpc.wire.RequestReader;
import org.pinacotheca.rpc.wire.RequestRefused;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes each request from the event loop to a thread that may block, and its reply back.
 * Thread-safe.
 */
final class CallHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String RETRY_SECONDS = "2";

  private final Vertx vertx;
  private final RequestReader reader;
  private final ReplySender sender;
  private final Calls calls;
  private final Executor useCases;

  CallHandler(
      Vertx vertx, RequestReader reader, ReplySender sender, Calls calls, Executor useCases) {
    this.vertx = vertx;
    this.reader = reader;
    this.sender = sender;
    this.calls = calls;
    this.useCases = useCases;
  }

  void handle(HttpServerRequest request) {
    Context eventLoop = vertx.getOrCreateContext();
    String offered = request.getHeader("X-Request-ID");
    String requestId =
        offered != null && REQUEST_ID.matcher(offered).matches()
            ? offered
            : UUID.randomUUID().toString();
    request.response().putHeader("X-Request-ID", requestId);
    Turn turn = new Turn(request, eventLoop, requestId);
    reader
        .read(request)
        .onSuccess(read -> answer(turn, read))
        .onFailure(failure -> answerUnread(turn, failure));
  }

  private void answer(Turn turn, RpcRequest read) {
    RequestRefused overload =
        new RequestRefused(
            RpcError.SERVICE_UNAVAILABLE,
            RpcError.SERVICE_UNAVAILABLE.message(),
            read.parameters());
    try {
      useCases.execute(() ->
          tell(
              turn,
              () -> {
                try (read) {
                  return calls.answer(read);
                }
              }));
    } catch (RejectedExecutionException e) {
      read.close();
      send(turn, new Calls.Answer(Replies.refusal(overload), true));
    }
  }

  private void answerUnread(Turn turn, Throwable failure) {
    switch (failure) {
      case ClientGone _ -> LOG.debug("The client of request {} went away", turn.requestId());
      case RequestRefused refused when refused.error() == RpcError.SERVICE_UNAVAILABLE ->
          send(turn, new Calls.Answer(Replies.refusal(refused), true));
      case RequestRefused refused -> {
        try {
          useCases.execute(() -> tell(turn, () -> calls.refusal(refused)));
        } catch (RejectedExecutionException e) {
          send(turn, new Calls.Answer(Replies.refusal(refused), false));
        }
      }
      default -> {
        LOG.error("Request {} could not be read", turn.requestId(), failure);
        turn.request().connection().close();
      }
    }
  }

  private void tell(Turn turn, Supplier<Calls.Answer> work) {
    Calls.Answer answer;
    try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", turn.requestId())) {
      answer = work.get();
    }
    try {
      turn.eventLoop().runOnContext(_ -> send(turn, answer));
    } catch (RejectedExecutionException e) {
      LOG.debug("The server has stopped before request {} was answered", turn.requestId());
    }
  }

  private void send(Turn turn, Calls.Answer answer) {
    if (answer.retryLater() && !turn.request().response().headWritten()) {
      turn.request().response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    sender
        .send(turn.request(), answer.reply())
        .onFailure(cause -> LOG.debug("Reply {} was not taken", turn.requestId(), cause));
  }

  /** One request on its way. */
  private record Turn(HttpServerRequest request, Context eventLoop, String requestId) {}
}
