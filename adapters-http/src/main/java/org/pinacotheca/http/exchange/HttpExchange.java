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
 * One request and its answer. It is used on the request's event loop, except for the work it is
 * given to run; this is the one place where the door leaves the event loop and comes back.
 */
public final class HttpExchange {
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  // These are in every answer, and written faster than strings.
  private static final CharSequence REQUEST_ID_HEADER = HttpHeaders.createOptimized("X-Request-ID");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

  /** Tokens of identity providers carry claims. */
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
   * Begins an exchange.
   *
   * @param observer watches it until it is over
   */
  public HttpExchange(
      Vertx vertx,
      Executor executor,
      RoutingContext routing,
      String path,
      RequestObserver observer) {
    this(vertx, executor, routing.request(), routing::next, path, observer);
  }

  /** Begins the exchange of a request that no router has seen. */
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

  /** Not a secret, so that it need not wait for the secure source of randomness. */
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

  /** Limits how long this may wait for its client. */
  public void waitsWith(MinimumRate newPatience) {
    patience = Optional.of(newPatience);
  }

  /** Empty where this may wait for its client as long as he likes. */
  public Optional<MinimumRate> patience() {
    return patience;
  }

  /** Keeps a place until the answer's end is written or the client is gone. */
  public void holds(TransferSlots.Place place) {
    held = Optional.of(place);
  }

  /** Does something on the event loop; to be called on any thread. */
  public void onLoop(Runnable work) {
    loop.runOnContext(_ -> guarded(work));
  }

  /** Has something done when the connection closes. */
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

  /** Files and the console's pages are sent past {@link #send}, which notes the outcome. */
  private String outcome(int status) {
    if (!outcome.isEmpty()) {
      return outcome;
    }
    return status < 400 ? EncodedResponse.OK : "refused";
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Hands the request to whoever comes behind this door. */
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

  /** Has what is still to run run elsewhere. */
  public void runsOn(Executor newExecutor) {
    executor = newExecutor;
  }

  /** Runs work that may wait, and then goes on with its result on the event loop. */
  public <T> void run(Supplier<T> work, Consumer<T> then) {
    run(work, then, () -> {});
  }

  /** The same, doing something first when there is no room for the work. */
  public <T> void run(Supplier<T> work, Consumer<T> then, Runnable ifOverloaded) {
    tryRun(
        work,
        then,
        () -> {
          ifOverloaded.run();
          refuseForNow();
        });
  }

  /** Answers that there is too much to do, which must cost little. */
  public void refuseForNow() {
    send(Refusals.overloaded(dialect));
  }

  /**
   * The same, where it is for the caller to say what happens when there is no room for the work.
   */
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

  /** Goes on with a result that comes on any thread, on the event loop. */
  public <T> void await(Future<T> result, Consumer<T> then) {
    result.onComplete(
        value -> loop.runOnContext(_ -> guarded(() -> then.accept(value))),
        failure -> loop.runOnContext(_ -> fail(failure)));
  }

  /** Runs what must not let an exception escape to the event loop. */
  public void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Answers that something went wrong that is no fault of the client. */
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
   * Sends the last bytes of an answer, which wait in memory until the client takes them; done when
   * the client's connection has them.
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
      // At once, because many more answers may be made before the event loop comes round again.
      hangUp();
    }
    return taken;
  }

  /** Sends a part of a long answer, from any thread; done when the client's connection has it. */
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

  /** Breaks the answer off, and what of it still waits for the client. */
  public void hangUp() {
    if (isMultiplexed()) {
      response().reset();
    } else if (request.connection() instanceof ConnectionBase connection) {
      // To close in order would wait until a client who takes nothing has taken everything.
      var _ = connection.channelHandlerContext().close();
    } else {
      request.connection().close();
    }
  }

  /** A request of HTTP/2 may have a body that no header tells of. */
  private boolean announcesBody() {
    MultiMap headers = request.headers();
    return isMultiplexed()
        || headers.contains(HttpHeaders.CONTENT_LENGTH)
        || headers.contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * Reads on what the client is still sending, for a while, because closing at once could destroy
   * the answer before they read it.
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
    // Most of what is left has come together with the head, and needs no timer.
    loop.runOnContext(_ -> {
      if (!request.isEnded()) {
        long limit = vertx.setTimer(DRAIN_MILLIS, _ -> answer.onComplete(_ -> hangUp()));
        request.endHandler(_ -> vertx.cancelTimer(limit));
        request.exceptionHandler(_ -> {
          if (!isMultiplexed() && request.decoderResult().isFailure()) {
            // The body is broken, so no request behind it is answered, and the client is to know.
            answer.onComplete(_ -> endAnswers());
          } else {
            vertx.cancelTimer(limit);
          }
        });
      }
    });
  }

  /** Tells the client that no answer follows; what they are still sending can be received. */
  private void endAnswers() {
    if (request.connection() instanceof ConnectionBase connection
        && connection.channelHandlerContext().channel() instanceof DuplexChannel channel) {
      var _ = channel.shutdownOutput();
    } else {
      hangUp();
    }
  }
}
