package org.pinacotheca.rpc.wire;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.transport.TransferSlots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads requests: the query at once, a body while it arrives, on its own thread. Thread-safe; one
 * reader serves all requests.
 */
public final class RequestReader {
  private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

  private enum BodyKind {
    NONE,
    FORM,
    MULTIPART
  }

  private final RequestLimits limits;
  private final Spool spool;
  private final Executor bodies;
  private final BooleanSupplier takesUploads;
  private final Clients clients;

  /**
   * Makes a reader.
   *
   * @param spool holds uploaded files
   * @param bodies starts each task at once on a thread that may block as long as a body may take,
   *     such as a new virtual thread; must not queue tasks
   * @param takesUploads called on the event loop before a body that may contain a file is received
   * @param clients the slots of sending clients
   */
  public RequestReader(
      RequestLimits limits,
      Spool spool,
      Executor bodies,
      BooleanSupplier takesUploads,
      Clients clients) {
    this.takesUploads = takesUploads;
    this.clients = clients;
    this.limits = limits;
    this.spool = spool;
    this.bodies = bodies;
  }

  /**
   * Reads a request. To be called on the request's event loop, in the turn in which the request
   * arrived or with the request paused since. The result completes on that event loop: with the
   * request, which the caller closes; with {@link RequestRefused} for an error reply, while the
   * body may still be arriving; or with {@link ClientGone} when the client has disconnected.
   */
  public Future<RpcRequest> read(HttpServerRequest request) {
    ParameterCollector collector = new ParameterCollector(limits);
    BodyKind kind;
    try {
      String query = request.query();
      if (query != null) {
        FormDecoder.decode(query, collector);
      }
      kind = bodyKind(request);
    } catch (MalformedRequest e) {
      return refuse(request, RpcError.INVALID_PARAMETER, e.told(), collector);
    }
    if (kind == BodyKind.NONE) {
      return Future.succeededFuture(assemble(request, false, collector, Optional.empty()));
    }
    if (kind == BodyKind.MULTIPART && !takesUploads.getAsBoolean()) {
      return refuseForNow(request, collector);
    }
    Context eventLoop = Vertx.currentContext();
    if (eventLoop == null) {
      throw new IllegalStateException("a request is to be read on its event loop");
    }
    BodyStream body = new BodyStream(request, eventLoop, limits);
    Optional<TransferSlots.Place> place = clients.receive(request, body::cutOff);
    if (place.isEmpty()) {
      return refuseForNow(request, collector);
    }
    return readBody(request, eventLoop, kind, body, place.get(), collector);
  }

  private Future<RpcRequest> readBody(
      HttpServerRequest request,
      Context eventLoop,
      BodyKind kind,
      BodyStream body,
      TransferSlots.Place place,
      ParameterCollector collector) {
    Promise<RpcRequest> promise = Promise.promise();
    body.begin(place);
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    Runnable reading =
        () -> {
          Optional<RpcRequest> read = Optional.empty();
          Throwable failure = null;
          try {
            read = Optional.of(consume(request, kind, body, collector));
            // The epilogue is ignored, but must be read: the next request on the connection follows
            // it.
            body.transferTo(OutputStream.nullOutputStream());
          } catch (Throwable e) {
            read.ifPresent(RpcRequest::close);
            failure = explain(e, collector);
          } finally {
            place.leave();
          }
          hand(read, failure, promise, eventLoop);
        };
    try {
      bodies.execute(reading);
    } catch (RejectedExecutionException e) {
      place.leave();
      return refuseForNow(request, collector);
    }
    return promise.future();
  }

  private RpcRequest consume(
      HttpServerRequest request, BodyKind kind, InputStream body, ParameterCollector collector)
      throws IOException {
    if (kind == BodyKind.MULTIPART) {
      String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
      Optional<SpooledFile> file =
          new MultipartReader(limits, spool, collector).read(body, contentType);
      return assemble(request, true, collector, file);
    }
    byte[] form = body.readNBytes(limits.formBytesMax() + 1);
    if (form.length > limits.formBytesMax()) {
      throw new MalformedRequest("The form is larger than " + limits.formBytesMax() + " bytes.");
    }
    FormDecoder.decode(form, collector);
    return assemble(request, false, collector, Optional.empty());
  }

  private static void hand(
      Optional<RpcRequest> read,
      @Nullable Throwable failure,
      Promise<RpcRequest> promise,
      Context eventLoop) {
    try {
      eventLoop.runOnContext(_ -> {
        if (failure == null) {
          promise.complete(read.orElseThrow());
        } else {
          promise.fail(failure);
        }
      });
    } catch (RejectedExecutionException e) {
      // The server has been stopped.
      read.ifPresent(RpcRequest::close);
    }
  }

  private static Throwable explain(Throwable failure, ParameterCollector collector) {
    return switch (failure) {
      case ClientGone gone -> gone;
      case MalformedRequest malformed ->
          new RequestRefused(RpcError.INVALID_PARAMETER, malformed.told(), collector.parameters());
      case SpooledFile.NoRoomException _ -> unavailable(collector);
      case UncheckedIOException full when StorageFailures.isFull(full) -> unavailable(collector);
      case IOException storage -> {
        LOG.error("An upload could not be spooled", storage);
        yield unavailable(collector);
      }
      default -> {
        LOG.error("A request could not be read", failure);
        yield new RequestRefused(
            RpcError.UNKNOWN, RpcError.UNKNOWN.message(), collector.parameters());
      }
    };
  }

  private static RequestRefused unavailable(ParameterCollector collector) {
    RpcError error = RpcError.SERVICE_UNAVAILABLE;
    return new RequestRefused(error, error.message(), collector.parameters());
  }

  private BodyKind bodyKind(HttpServerRequest request) throws MalformedRequest {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    long declared = declaredLength(length);
    if (declared > limits.requestBytesMax()) {
      throw BodyStream.tooLarge(limits);
    }
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    if (!request.method().equals(HttpMethod.POST)) {
      if (declared > 0 || chunked) {
        throw new MalformedRequest("Only a POST may have a body.");
      }
      return BodyKind.NONE;
    }
    if (request.isEnded() || declared == 0) {
      return BodyKind.NONE;
    }
    String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
    String mediaType =
        contentType == null ? "" : contentType.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (mediaType) {
      case "multipart/form-data" -> BodyKind.MULTIPART;
      // Some old clients send forms without a content type.
      case "", "application/x-www-form-urlencoded" -> {
        if (declared > limits.formBytesMax()) {
          throw new MalformedRequest(
              "The form is larger than " + limits.formBytesMax() + " bytes.");
        }
        yield BodyKind.FORM;
      }
      default ->
          throw new MalformedRequest(
              "The body is neither an urlencoded form nor multipart/form-data.");
    };
  }

  private static long declaredLength(@Nullable String header) throws MalformedRequest {
    if (header == null) {
      return -1;
    }
    try {
      return Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      throw new MalformedRequest("The length of the body is not a number.");
    }
  }

  private static RpcRequest assemble(
      HttpServerRequest request,
      boolean multipart,
      ParameterCollector collector,
      Optional<SpooledFile> file) {
    List<String> forwardedFor = request.headers().getAll("X-Forwarded-For");
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return new RpcRequest(
        request.method().name(),
        multipart,
        collector.parameters(),
        file,
        address == null ? "" : address,
        forwardedFor);
  }

  private static Future<RpcRequest> refuseForNow(
      HttpServerRequest request, ParameterCollector collector) {
    RpcError error = RpcError.SERVICE_UNAVAILABLE;
    return refuse(request, error, error.message(), collector);
  }

  /** A body that will not be read stays unread until the refusal is sent. */
  private static Future<RpcRequest> refuse(
      HttpServerRequest request, RpcError error, String message, ParameterCollector collector) {
    if (!request.isEnded()) {
      request.pause();
    }
    return Future.failedFuture(new RequestRefused(error, message, collector.parameters()));
  }
}
