package org.pinacotheca.http.exchange;

import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RequestObserver;
import org.pinacotheca.http.settings.RequestRecord;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.TransferSlots;
import org.slf4j.MDC;

/**
 * One request and its response. Used on the request's event loop, except for the work it is given
 * to run; only here does the API leave the event loop and return to it.
 */
public final class HttpExchange {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  // In every response, and written faster than strings.
  private static final CharSequence REQUEST_ID_HEADER = HttpHeaders.createOptimized("X-Request-ID");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

  /** Tokens of identity providers are long because of their claims. */
  private static final int AUTHORIZATION_MAX = 8_192;

  private static final long DRAIN_MILLIS = 5_000;
  private static final String UNKNOWN = "unknown";
  private static final Set<String> USUAL_VERBS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final Vertx vertx;
  private Executor executor;
  private final Runnable next;
  private final HttpServerRequest request;
  private final Context loop;
  private final String requestId;
  private final String path;
  private final RequestObserver.Observation observation;
  private final long begunNanos = System.nanoTime();
  private Representation dialect = Representation.PLAIN_JSON;
  private String operation = UNKNOWN;
  private String outcome = "";
  private Runnable whenGone = () -> {};
  private Optional<MinimumRate> patience = Optional.empty();
  private Optional<TransferSlots.Place> held = Optional.empty();
  private boolean isReported;

  /** Written where the caller is identified, and read on the event loop afterwards. */
  private volatile @Nullable Caller caller;

  /**
   * Starts an exchange.
   *
   * @param observer observes it until it ends
   */
  public HttpExchange(
      Vertx vertx,
      Executor executor,
      RoutingContext routing,
      String path,
      RequestObserver observer) {
    this(vertx, executor, routing.request(), routing::next, path, observer);
  }

  /** Starts the exchange of a request that no router has seen. */
  public HttpExchange(Vertx vertx, HttpServerRequest request, RequestObserver observer) {
    this(vertx, Runnable::run, request, () -> {}, "/", observer);
  }

  private HttpExchange(
      Vertx vertx,
      Executor executor,
      HttpServerRequest request,
      Runnable next,
      String path,
      RequestObserver observer) {
    this.vertx = vertx;
    this.executor = executor;
    this.next = next;
    this.request = request;
    this.loop = vertx.getOrCreateContext();
    String offered = request.getHeader(REQUEST_ID_HEADER);
    requestId = offered != null && REQUEST_ID.matcher(offered).matches() ? offered : newRequestId();
    this.path = path;
    observation = observer.begun(request);
    response()
        .putHeader(REQUEST_ID_HEADER, requestId)
        .endHandler(_ -> report())
        .closeHandler(_ -> {
          report();
          whenGone.run();
        });
  }

  /** Not a secret, so it needs no secure random source, which may block. */
  private static String newRequestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  public HttpServerRequest request() {
    return request;
  }

  public HttpServerResponse response() {
    return request.response();
  }

  /** The path in lower case, without a slash at its end. */
  public String path() {
    return path;
  }

  public Representation dialect() {
    return dialect;
  }

  public void speak(Representation newDialect) {
    dialect = newDialect;
  }

  /**
   * Notes what is served, for the operator.
   *
   * @param name one of a fixed list, never what the client has written
   */
  public void serves(String name) {
    operation = name;
  }

  /** Notes who calls, for the operator. */
  public void calledBy(Caller identified) {
    caller = identified;
  }

  /** Limits how long this waits for its client. */
  public void waitsWith(MinimumRate newPatience) {
    patience = Optional.of(newPatience);
  }

  /** Empty when this waits for its client without limit. */
  public Optional<MinimumRate> patience() {
    return patience;
  }

  /** Holds a slot until the response is written or the client disconnects. */
  public void holds(TransferSlots.Place place) {
    held = Optional.of(place);
  }

  /** Runs a task on the event loop; may be called on any thread. */
  public void onLoop(Runnable work) {
    loop.runOnContext(_ -> guarded(work));
  }

  /** Runs a task when the connection closes. */
  public void whenGone(Runnable work) {
    whenGone = work;
  }

  private void report() {
    if (isReported) {
      return;
    }
    isReported = true;
    held.ifPresent(TransferSlots.Place::leave);
    int status = response().ended() || response().headWritten() ? response().getStatusCode() : 0;
    String verb = request.method().name();
    observation.ended(
        new RequestRecord(
            requestId,
            USUAL_VERBS.contains(verb) ? verb : "OTHER",
            operation,
            status,
            response().ended() ? outcome(status) : "client_gone",
            Duration.ofNanos(System.nanoTime() - begunNanos),
            response().bytesWritten(),
            Optional.ofNullable(caller)));
  }

  /** For files and the console's pages, which bypass {@link #send}, where the outcome is noted. */
  private String outcome(int status) {
    if (!outcome.isEmpty()) {
      return outcome;
    }
    return status < 400 ? EncodedResponse.OK : "refused";
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Passes the request to the next routes. */
  void next() {
    next.run();
  }

  /** The credential of an {@code Authorization} header of the scheme {@code bearer}. */
  public @Nullable String bearer() {
    String header = request.getHeader("Authorization");
    if (header == null || header.length() > AUTHORIZATION_MAX) {
      return null;
    }
    String[] parts = header.strip().split("\\s+", 3);
    return parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("bearer")
        ? parts[1]
        : null;
  }

  /** Switches to another executor for the remaining work. */
  public void runsOn(Executor newExecutor) {
    executor = newExecutor;
  }

  /** Runs work that may block, then continues with its result on the event loop. */
  public <T> void run(Supplier<T> work, Consumer<T> then) {
    run(work, then, () -> {});
  }

  /** As above, with a task to run first when the executor rejects the work. */
  public <T> void run(Supplier<T> work, Consumer<T> then, Runnable ifOverloaded) {
    tryRun(
        work,
        then,
        () -> {
          ifOverloaded.run();
          refuseForNow();
        });
  }

  /** Answers that the service is overloaded; must be cheap. */
  public void refuseForNow() {
    send(Refusals.overloaded(dialect));
  }

  /** As above; the caller decides what happens when the executor rejects the work. */
  public <T> void tryRun(Supplier<T> work, Consumer<T> then, Runnable ifOverloaded) {
    try {
      executor.execute(task(() -> observation.during(() -> runNow(work, then)), ifOverloaded));
    } catch (RejectedExecutionException e) {
      ifOverloaded.run();
    }
  }

  /** A task that an executor may also take on and then cancel. */
  private FutureTask<Boolean> task(Runnable work, Runnable ifCancelled) {
    return new FutureTask<>(work, true) {
      @Override
      protected void done() {
        if (isCancelled()) {
          loop.runOnContext(_ -> guarded(ifCancelled));
        }
      }
    };
  }

  private <T> void runNow(Supplier<T> work, Consumer<T> then) {
    try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", requestId)) {
      T result = work.get();
      loop.runOnContext(_ -> guarded(() -> then.accept(result)));
    } catch (RuntimeException | Error e) {
      loop.runOnContext(_ -> fail(e));
    }
  }

  /** Continues on the event loop with a result that completes on any thread. */
  public <T> void await(Future<T> result, Consumer<T> then) {
    result.onComplete(
        value -> loop.runOnContext(_ -> guarded(() -> then.accept(value))),
        failure -> loop.runOnContext(_ -> fail(failure)));
  }

  /** Runs a task and keeps its exceptions from the event loop. */
  public void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Answers with an internal error. */
  public void fail(Throwable failure) {
    observation.during(() -> FailureLog.tell(requestId, request.method(), path, caller, failure));
    if (response().headWritten()) {
      hangUp();
      return;
    }
    if (failure instanceof UncheckedIOException) {
      send(
          StorageFailures.isFull(failure) ? Refusals.storageFull() : Refusals.storageUnavailable());
      return;
    }
    send(
        Response.error(
            500,
            "internal_error",
            "The service failed; nothing is known to be wrong with the request. Its id is "
                + requestId
                + "."));
  }

  public void send(Response answer) {
    send(EncodedResponse.of(answer, dialect));
  }

  public void send(EncodedResponse rendered) {
    HttpServerResponse response = response();
    if (response.ended() || response.closed()) {
      return;
    }
    outcome = rendered.outcome();
    response.setStatusCode(rendered.status());
    for (Map.Entry<String, String> header : rendered.headers().entrySet()) {
      // A connection of HTTP/2 carries other requests too, and has no such header.
      if (!isMultiplexed() || !header.getKey().equals("Connection")) {
        response.putHeader(header.getKey(), header.getValue());
      }
    }
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    response.putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    if (!rendered.contentType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, rendered.contentType());
    }
    drain(end(rendered.body()));
  }

  /**
   * Sends the last bytes of a response, buffered until the client receives them; completes when
   * they are written to the connection.
   */
  public Future<Void> end(Buffer last) {
    Future<Void> taken = response().end(last);
    Runnable cutOff =
        () -> {
          if (!taken.isComplete()) {
            hangUp();
          }
        };
    boolean hasRoom =
        patience.map(it -> it.awaitTaken(taken, last.length(), () -> onLoop(cutOff))).orElse(true);
    if (!hasRoom) {
      // Now, because many more responses may be made before the event loop's next turn.
      hangUp();
    }
    return taken;
  }

  /**
   * Sends a part of a long response, from any thread; completes when it is written to the
   * connection.
   */
  public Future<Void> write(Buffer bytes) {
    Promise<Void> written = Promise.promise();
    loop.runOnContext(_ -> {
      if (response().closed()) {
        written.fail("the connection is closed");
      } else {
        response().write(bytes).onComplete(written);
      }
    });
    return written.future();
  }

  private boolean isMultiplexed() {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** Aborts the response and discards what is still buffered for the client. */
  public void hangUp() {
    if (isMultiplexed()) {
      response().reset();
    } else if (request.connection() instanceof ConnectionBase connection) {
      // An orderly close would wait for a client that reads nothing.
      var _ = connection.channelHandlerContext().close();
    } else {
      request.connection().close();
    }
  }

  /** An HTTP/2 request may have a body without a header that announces it. */
  private boolean announcesBody() {
    MultiMap headers = request.headers();
    return isMultiplexed()
        || headers.contains(HttpHeaders.CONTENT_LENGTH)
        || headers.contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * Goes on reading from the client for a while, because closing at once could lose the response
   * before the client reads it.
   */
  private void drain(Future<Void> answer) {
    if (request.isEnded()) {
      return;
    }
    request.handler(_ -> {});
    request.resume();
    if (!announcesBody()) {
      return;
    }
    // Usually the rest arrived together with the head and needs no timer.
    loop.runOnContext(_ -> {
      if (!request.isEnded()) {
        long limit = vertx.setTimer(DRAIN_MILLIS, _ -> answer.onComplete(_ -> hangUp()));
        request.endHandler(_ -> vertx.cancelTimer(limit));
        request.exceptionHandler(_ -> {
          if (!isMultiplexed() && request.decoderResult().isFailure()) {
            // The body is malformed, so no later request is answered, and the client must notice.
            answer.onComplete(_ -> endAnswers());
          } else {
            vertx.cancelTimer(limit);
          }
        });
      }
    });
  }

  /** Signals that no response follows; what the client still sends can be received. */
  private void endAnswers() {
    if (request.connection() instanceof ConnectionBase connection
        && connection.channelHandlerContext().channel() instanceof DuplexChannel channel) {
      var _ = channel.shutdownOutput();
    } else {
      hangUp();
    }
  }
}
