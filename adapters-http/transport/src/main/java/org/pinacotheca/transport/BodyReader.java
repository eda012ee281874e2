package org.pinacotheca.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads request bodies, each on a thread of its own while it arrives, because a body may take
 * minutes.
 */
public final class BodyReader {
  private BodyReader() {}

  /** What is done with the bytes of a body. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads the stream, which fails when the body does. Runs on a thread that may block. */
    T read(InputStream body) throws IOException;
  }

  /**
   * Reads a body. To be called on the request's event loop, in the turn in which the request
   * arrived or with the request paused since. The result completes on that event loop; it fails
   * with {@link BodyRefused}, while the body may still be arriving, with {@link ClientGone}, or
   * with what the reading throws.
   */
  public static <T> Future<T> read(Exchange exchange, BodyLimits limits, Reading<T> reading) {
    HttpServerRequest request = exchange.request();
    request.pause();
    if (isDeclaredLarger(request, limits.bytesMax())) {
      return Future.failedFuture(new BodyRefused(BodyRefused.Reason.TOO_LARGE));
    }
    BodyStream body = new BodyStream(exchange, limits);
    Optional<TransferSlots.Slot> slot = exchange.receive(body::cutOff);
    if (slot.isEmpty()) {
      return Future.failedFuture(new BodyRefused(BodyRefused.Reason.NO_ROOM));
    }
    body.countsOn(slot.get());
    Promise<T> promise = Promise.promise();
    Thread.ofVirtual()
        .name("body")
        .start(() -> {
          Runnable completion;
          try {
            T result = reading.read(body);
            completion = () -> promise.complete(result);
          } catch (Throwable e) {
            completion = () -> promise.fail(e);
          }
          slot.get().leave();
          exchange.onLoop(completion);
        });
    return promise.future();
  }

  private static boolean isDeclaredLarger(HttpServerRequest request, long bytesMax) {
    String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return declared != null && Long.parseLong(declared.strip()) > bytesMax;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
