package org.pinacotheca.http.exchange;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.domain.signin.WebSession;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.wire.EncodedResponse;
import org.pinacotheca.http.wire.JsonReading;
import org.pinacotheca.http.wire.MediaType;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.transport.BodyLimits;
import org.pinacotheca.transport.BodyReader;
import org.pinacotheca.transport.BodyRefused;
import org.pinacotheca.transport.ClientGone;
import org.pinacotheca.transport.Exchange;
import org.pinacotheca.transport.RefusedForNowException;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.RequestRecord;

/** One request to the REST API and its response. */
public final class HttpExchange extends Exchange {
  // In every response, and written faster than strings.
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

  /** Tokens of identity providers are long because of their claims. */
  private static final int AUTHORIZATION_MAX = 8_192;

  private Executor executor;
  private final String sentPath;
  private final String path;
  private Representation dialect = Representation.PLAIN_JSON;

  /**
   * Starts an exchange.
   *
   * @param sentPath as the client sent it, below the prefix at which the API is mounted
   * @param observer observes it until it ends
   */
  public HttpExchange(
      Vertx vertx,
      Executor executor,
      HttpServerRequest request,
      String sentPath,
      RequestObserver observer) {
    super(RequestRecord.Api.REST, vertx, request, observer);
    this.executor = executor;
    this.sentPath = sentPath;
    this.path = comparable(sentPath);
  }

  /** A path in lower case, without a slash at its end. */
  public static String comparable(String sentPath) {
    String path = sentPath.isEmpty() ? "/" : sentPath.toLowerCase(Locale.ROOT);
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** The path as the client sent it, below the prefix at which the API is mounted. */
  public String sentPath() {
    return sentPath;
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

  /** The credential of the header, or else the bearer token of the browser's session. */
  public @Nullable String credential() {
    String header = bearer();
    return header != null
        ? header
        : SessionCookie.of(request()).map(WebSession::bearerToken).orElse(null);
  }

  /**
   * The credential of an {@code Authorization} header of the scheme {@code bearer}, but for those
   * of sessions, which only a cookie holds.
   */
  public @Nullable String bearer() {
    String header = request().getHeader("Authorization");
    if (header == null || header.length() > AUTHORIZATION_MAX) {
      return null;
    }
    String[] parts = header.strip().split("\\s+", 3);
    return parts.length == 2
            && parts[0].toLowerCase(Locale.ROOT).equals("bearer")
            && !WebSession.isOne(parts[1])
        ? parts[1]
        : null;
  }

  /** The type and character set of the body. */
  public MediaType mediaType() {
    return MediaType.of(request().getHeader(HttpHeaders.CONTENT_TYPE));
  }

  /**
   * Receives the body of the request, then continues on the event loop. Does not continue when the
   * client has disconnected or the storage of the body fails.
   */
  public <T> void receive(BodyLimits limits, BodyReader.Reading<T> reading, Consumer<T> then) {
    receive(limits, reading, then, this::send);
  }

  /** As above; the caller decides what happens when the body is refused. */
  public <T> void receive(
      BodyLimits limits,
      BodyReader.Reading<T> reading,
      Consumer<T> then,
      Consumer<EncodedResponse> ifRefused) {
    BodyReader.read(this, limits, reading)
        .onSuccess(body -> guarded(() -> then.accept(body)))
        .onFailure(failure -> guarded(() -> notReceived(failure, limits, ifRefused)));
  }

  private void notReceived(
      Throwable failure, BodyLimits limits, Consumer<EncodedResponse> ifRefused) {
    switch (failure) {
      case ClientGone _ -> {}
      case BodyRefused refused -> ifRefused.accept(refusal(refused.reason(), limits));
      case CharacterCodingException _ ->
          ifRefused.accept(
              EncodedResponse.of(
                  Refusals.malformedJson(JsonReading.notIn(mediaType().charset())), dialect));
      case IOException storage ->
          fail(
              new UncheckedIOException(
                  "an upload could not be kept: " + storage.getMessage(), storage));
      default -> fail(failure);
    }
  }

  private EncodedResponse refusal(BodyRefused.Reason reason, BodyLimits limits) {
    return switch (reason) {
      case TOO_LARGE -> EncodedResponse.of(Refusals.tooLarge(limits.bytesMax()), dialect);
      case TOO_SLOW -> EncodedResponse.of(Refusals.TOO_SLOW, dialect);
      case MALFORMED -> EncodedResponse.of(Refusals.MALFORMED_BODY, dialect);
      case NO_ROOM -> Refusals.overloaded(dialect);
    };
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
    handOver(executor, work, then, ifOverloaded);
  }

  @Override
  public void fail(Throwable failure) {
    if (failure instanceof RefusedForNowException refused) {
      send(Refusals.forNow(refused, dialect));
      return;
    }
    observed(() -> FailureLog.tell(request().method(), path, caller(), failure));
    if (response().headWritten()) {
      hangUp();
      return;
    }
    if (failure instanceof UncheckedIOException) {
      send(StorageFailures.isFull(failure) ? Refusals.STORAGE_FULL : Refusals.STORAGE_UNAVAILABLE);
      return;
    }
    send(
        Response.error(
            500,
            "internal_error",
            "The service failed; nothing is known to be wrong with the request. Its id is "
                + requestId()
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
    endsWith(rendered.outcome());
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
    respond(rendered.body());
  }
}
