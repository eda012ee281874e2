package org.pinacotheca.transport;

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
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.time.Duration;
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
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One request and its response. Used on the request's event loop, except for the work it is given
 * to run; only here does an API leave the event loop and return to it.
 */
public abstract class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  // In every response, and written faster than strings.
  private static final CharSequence REQUEST_ID_HEADER = HttpHeaders.createOptimized("X-Request-ID");

  private static final long DRAIN_MILLIS = 5_000;
  private static final long PROGRESS_MILLIS = 250;
  private static final String UNKNOWN = "unknown";
  private static final String CLIENT_GONE = "client_gone";
  private static final Set<String> USUAL_VERBS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final RequestRecord.Api api;
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Context loop;
  private final String requestId;
  private final RequestObserver.Observation observation;
  private final long begunNanos = System.nanoTime();
  private String outcome = "";
  private Runnable whenGone = () -> {};
  private TrustedProxies proxies = TrustedProxies.NONE;
  private ClientSlots slots = ClientSlots.UNLIMITED;
  private Optional<TransferSlots.Slot> held = Optional.empty();
  private boolean isReported;
  private boolean isSendingFile;
  private long sentOfFile;

  // Written where they become known, and read on the event loop afterwards.
  private volatile String operation = UNKNOWN;
  private volatile @Nullable ApiKey application;
  private volatile @Nullable Caller caller;

  /**
   * Starts an exchange.
   *
   * @param observer observes it until it ends
   */
  protected Exchange(
      RequestRecord.Api api, Vertx vertx, HttpServerRequest request, RequestObserver observer) {
    this.api = api;
    this.vertx = vertx;
    this.request = request;
    this.loop = vertx.getOrCreateContext();
    String offered = request.getHeader(REQUEST_ID_HEADER);
    requestId = offered != null && REQUEST_ID.matcher(offered).matches() ? offered : newRequestId();
    observation = observer.begun(request);
    response()
        .putHeader(REQUEST_ID_HEADER, requestId)
        .endHandler(_ -> report(true))
        .closeHandler(_ -> {
          report(response().ended());
          whenGone.run();
        });
  }

  /** Not a secret, so it needs no secure random source, which may block. */
  private static String newRequestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  /** Answers with an internal error; runs on the event loop. */
  public abstract void fail(Throwable failure);

  public final Vertx vertx() {
    return vertx;
  }

  public final HttpServerRequest request() {
    return request;
  }

  public final HttpServerResponse response() {
    return request.response();
  }

  public final String requestId() {
    return requestId;
  }

  /**
   * Notes what is served, for the operator.
   *
   * @param name one of a fixed list, never what the client has written
   * @throws RefusedForNowException when the observer refuses the request
   */
  public final void serves(String name) {
    operation = name;
    observation.serves(name);
  }

  /** Notes which application calls, for the operator. */
  public final void calledBy(ApiKey key) {
    application = key;
  }

  /** Notes who calls, for the operator. */
  public final void calledBy(Caller identified) {
    caller = identified;
    application = identified.application();
  }

  /** The noted caller. */
  protected final Optional<Caller> caller() {
    return Optional.ofNullable(caller);
  }

  /** Notes the outcome, for the operator: a word of a fixed list. */
  protected final void endsWith(String word) {
    outcome = word;
  }

  /** Trusts these proxies for the client's address. */
  public final void comesThrough(TrustedProxies trusted) {
    proxies = trusted;
  }

  /** The address of the client. */
  public final InetAddress address() {
    return proxies.callerOf(request);
  }

  /** Limits how long this waits for its client; all clients share the slots. */
  public final void waitsWithin(ClientSlots shared) {
    slots = shared;
  }

  /**
   * Takes the slot of a request body; empty when there is none.
   *
   * @param cutOff run at most once, on any thread, when the client loses the slot
   */
  public final Optional<TransferSlots.Slot> receive(Runnable cutOff) {
    return slots.bodies().take(address(), 1, cutOff);
  }

  /**
   * Takes the slot of a picture until the response is written or the client disconnects; empty when
   * there is none.
   *
   * @param cutOff run at most once, on the event loop, when the client loses the slot
   */
  public final Optional<TransferSlots.Slot> sendPicture(Runnable cutOff) {
    held = slots.pictures().take(address(), 1, () -> onLoop(cutOff));
    return held;
  }

  /** Runs a task when the connection closes. */
  public final void whenGone(Runnable work) {
    whenGone = work;
  }

  private void report(boolean isEnded) {
    if (isReported) {
      return;
    }
    isReported = true;
    held.ifPresent(TransferSlots.Slot::leave);
    int status = isEnded || response().headWritten() ? response().getStatusCode() : 0;
    String verb = request.method().name();
    observation.ended(
        new RequestRecord(
            api,
            requestId,
            USUAL_VERBS.contains(verb) ? verb : "OTHER",
            operation,
            status,
            isEnded ? outcome(status) : CLIENT_GONE,
            Duration.ofNanos(System.nanoTime() - begunNanos),
            isEnded || !isSendingFile ? response().bytesWritten() : sentOfFile,
            Optional.ofNullable(application),
            Optional.ofNullable(caller)));
  }

  /** For files and the console's pages, whose outcome is not noted. */
  private String outcome(int status) {
    if (!outcome.isEmpty()) {
      return outcome;
    }
    return status < 400 ? "ok" : "refused";
  }

  /**
   * Runs work on workers, then continues with its result on the event loop.
   *
   * @param ifRefused run on the event loop instead when there is no room for the work
   */
  public final <T> void handOver(
      Executor workers, Supplier<T> work, Consumer<T> then, Runnable ifRefused) {
    FutureTask<Boolean> task =
        new FutureTask<>(() -> observed(() -> work(work, then)), true) {
          @Override
          protected void done() {
            if (isCancelled()) {
              onLoop(ifRefused);
            }
          }
        };
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      ifRefused.run();
    }
  }

  private <T> void work(Supplier<T> work, Consumer<T> then) {
    try {
      T result = work.get();
      onLoop(() -> then.accept(result));
    } catch (RuntimeException | Error e) {
      onLoop(() -> fail(e));
    }
  }

  /** Runs a part of the work, or of its logging, as observed, with the request's id in the log. */
  protected final void observed(Runnable work) {
    observation.during(() -> {
      try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", requestId)) {
        work.run();
      }
    });
  }

  /** Runs a task on the event loop, unless the server has stopped; may be called on any thread. */
  public final void onLoop(Runnable work) {
    try {
      loop.runOnContext(_ -> guarded(work));
    } catch (RejectedExecutionException _) {
      // Nobody can be answered any more.
    }
  }

  /** Continues on the event loop with a result that completes on any thread. */
  public final <T> void await(Future<T> result, Consumer<T> then) {
    result.onComplete(
        value -> onLoop(() -> then.accept(value)), failure -> onLoop(() -> fail(failure)));
  }

  /** Runs a task and keeps its exceptions from the event loop. */
  public final void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /**
   * Sends the last bytes of a response, then discards the rest of the request for a while: closing
   * at once could lose the response before the client reads it.
   */
  protected final void respond(Buffer body) {
    drain(end(body));
  }

  /**
   * Sends the last bytes of a response, buffered until the client receives them; completes when
   * they are written to the connection.
   */
  public final Future<Void> end(Buffer last) {
    Future<Void> taken = response().end(last);
    if (taken.isComplete()) {
      return taken;
    }
    Runnable cutOff =
        () -> {
          if (!taken.isComplete()) {
            hangUp();
          }
        };
    slots
        .answers()
        .take(address(), last.length(), () -> onLoop(cutOff))
        .ifPresentOrElse(
            slot -> {
              slot.moved(last.length());
              taken.onComplete(_ -> slot.leave());
            },
            // Now, because many more responses may be made before the event loop's next turn.
            this::hangUp);
    return taken;
  }

  /** Whether files can be sent by {@link #sendFile}. */
  public final boolean sendsFiles() {
    return !isMultiplexed() && !request.isSSL();
  }

  /**
   * Sends a part of a file as the whole body, and closes the file. The operating system does it at
   * the pace of the client, whose slot counts what was accepted, and the bytes never come here.
   */
  public final Future<Void> sendFile(FileChannel file, long offset, long length) {
    isSendingFile = true;
    Future<Void> sent =
        response().closed()
            ? Future.failedFuture("the connection is closed")
            : trySendFile(file, offset, length);
    long counter = vertx.setPeriodic(PROGRESS_MILLIS, _ -> countSent(offset));
    return sent.onComplete(result -> {
      vertx.cancelTimer(counter);
      if (result.failed()) {
        hangUp();
        // The close handler does not run, since the response counts as written.
        report(false);
      }
      close(file);
    });
  }

  private Future<Void> trySendFile(FileChannel file, long offset, long length) {
    try {
      return response().sendFile(file, offset, length);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void countSent(long offset) {
    Connections.positionInFile(request.connection())
        .ifPresent(position -> {
          long more = position - offset - sentOfFile;
          sentOfFile += more;
          held.ifPresent(slot -> slot.moved(more));
        });
  }

  /** Closes a file that was only read, so that a failure loses nothing. */
  public static void close(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("a file that was read could not be closed", e);
    }
  }

  /**
   * Sends a part of a long response, from any thread; completes when it is written to the
   * connection.
   */
  public final Future<Void> write(Buffer bytes) {
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

  protected final boolean isMultiplexed() {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** Aborts the response and discards what is still buffered for the client. */
  public final void hangUp() {
    if (isMultiplexed()) {
      response().reset();
    } else {
      Connections.abort(request.connection());
    }
  }

  /** An HTTP/2 request may have a body without a header that announces it. */
  private boolean announcesBody() {
    MultiMap headers = request.headers();
    return isMultiplexed()
        || headers.contains(HttpHeaders.CONTENT_LENGTH)
        || headers.contains(HttpHeaders.TRANSFER_ENCODING);
  }

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
