package org.pinacotheca.rpc.call;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.pinacotheca.rpc.reply.ReplySender;
import org.pinacotheca.rpc.settings.CallObserver;
import org.pinacotheca.rpc.settings.CallRecord;
import org.pinacotheca.rpc.wire.ClientGone;
import org.pinacotheca.rpc.wire.RequestReader;
import org.pinacotheca.rpc.wire.RequestRefused;
import org.pinacotheca.rpc.wire.RpcError;
import org.pinacotheca.rpc.wire.RpcRequest;
import org.pinacotheca.transport.Capacity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Hands each request from the event loop to a thread that may block, and its reply back.
 * Thread-safe.
 */
public final class CallHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String RETRY_SECONDS = "2";
  private static final String CLIENT_GONE = "client_gone";
  private static final Set<String> USUAL_VERBS = Set.of("GET", "POST");

  private final Vertx vertx;
  private final RequestReader reader;
  private final ReplySender sender;
  private final CallAuthenticator calls;
  private final Capacity capacity;
  private final CallObserver observer;

  public CallHandler(
      Vertx vertx,
      RequestReader reader,
      ReplySender sender,
      CallAuthenticator calls,
      Capacity capacity,
      CallObserver observer) {
    this.vertx = vertx;
    this.reader = reader;
    this.sender = sender;
    this.calls = calls;
    this.capacity = capacity;
    this.observer = observer;
  }

  public void handle(HttpServerRequest request) {
    Context eventLoop = vertx.getOrCreateContext();
    String offered = request.getHeader("X-Request-ID");
    String requestId =
        offered != null && REQUEST_ID.matcher(offered).matches()
            ? offered
            : UUID.randomUUID().toString();
    request.response().putHeader("X-Request-ID", requestId);
    Turn turn =
        new Turn(
            request,
            eventLoop,
            requestId,
            System.nanoTime(),
            new CallNotes(),
            observer.begun(request));
    reader
        .read(request)
        .onSuccess(read -> answer(turn, read))
        .onFailure(failure -> answerUnread(turn, failure));
  }

  private void answer(Turn turn, RpcRequest read) {
    boolean isUpload = read.upload().isPresent();
    if (!isUpload && !capacity.requests().hasRoom()) {
      refuseForNow(turn, read);
      return;
    }
    run(
        isUpload ? capacity.uploads() : capacity.requests(),
        turn,
        () -> {
          try (read) {
            return calls.answer(read, turn.notes());
          }
        },
        () -> refuseForNow(turn, read));
  }

  private void refuseForNow(Turn turn, RpcRequest read) {
    read.close();
    RpcError error = RpcError.SERVICE_UNAVAILABLE;
    send(
        turn,
        CallAuthenticator.Answer.to(new RequestRefused(error, error.message(), read.parameters())));
  }

  /** Runs work and sends its reply; when it is rejected, runs the alternative on the event loop. */
  private void run(
      Executor executor,
      Turn turn,
      Supplier<CallAuthenticator.Answer> work,
      Runnable ifOverloaded) {
    FutureTask<Boolean> task =
        new FutureTask<>(() -> turn.observation().during(() -> tell(turn, work)), true) {
          @Override
          protected void done() {
            if (isCancelled()) {
              turn.eventLoop().runOnContext(_ -> ifOverloaded.run());
            }
          }
        };
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      ifOverloaded.run();
    }
  }

  private void answerUnread(Turn turn, Throwable failure) {
    switch (failure) {
      case ClientGone _ -> {
        LOG.debug("The client of request {} went away", turn.requestId());
        report(turn, CLIENT_GONE);
      }
      case RequestRefused refused when refused.error() == RpcError.SERVICE_UNAVAILABLE ->
          send(turn, CallAuthenticator.Answer.to(refused));
      case RequestRefused refused ->
          run(
              capacity.requests(),
              turn,
              () -> calls.refusal(refused),
              () -> send(turn, CallAuthenticator.Answer.to(refused)));
      default -> {
        LOG.error("Request {} could not be read", turn.requestId(), failure);
        report(turn, word(RpcError.UNKNOWN));
        turn.request().connection().close();
      }
    }
  }

  private void tell(Turn turn, Supplier<CallAuthenticator.Answer> work) {
    CallAuthenticator.Answer answer;
    try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", turn.requestId())) {
      answer = work.get();
    }
    try {
      turn.eventLoop().runOnContext(_ -> send(turn, answer));
    } catch (RejectedExecutionException e) {
      LOG.debug("The server has stopped before request {} was answered", turn.requestId());
    }
  }

  private void send(Turn turn, CallAuthenticator.Answer answer) {
    boolean retryLater = answer.error().equals(Optional.of(RpcError.SERVICE_UNAVAILABLE));
    if (retryLater && !turn.request().response().headWritten()) {
      turn.request().response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    sender
        .send(turn.request(), answer.reply())
        .onSuccess(_ ->
            report(
                turn,
                turn.request().response().ended()
                    ? answer.error().map(CallHandler::word).orElse("ok")
                    : CLIENT_GONE))
        .onFailure(cause -> {
          LOG.debug("Reply {} was not taken", turn.requestId(), cause);
          report(turn, CLIENT_GONE);
        });
  }

  private static String word(RpcError error) {
    return error.name().toLowerCase(Locale.ROOT);
  }

  private void report(Turn turn, String outcome) {
    String verb = turn.request().method().name();
    turn.observation()
        .ended(
            new CallRecord(
                turn.requestId(),
                USUAL_VERBS.contains(verb) ? verb : "OTHER",
                turn.notes().method(),
                outcome,
                Duration.ofNanos(System.nanoTime() - turn.begunNanos()),
                turn.request().response().bytesWritten(),
                turn.notes().application(),
                turn.notes().caller()));
  }

  /** One request in progress. */
  private record Turn(
      HttpServerRequest request,
      Context eventLoop,
      String requestId,
      long begunNanos,
      CallNotes notes,
      CallObserver.Observation observation) {}
}
