package org.pinacotheca.rpc.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.StorageFailures;
import org.pinacotheca.transport.BodyReader;
import org.pinacotheca.transport.BodyRefused;
import org.pinacotheca.transport.ClientGone;
import org.pinacotheca.transport.Exchange;
import org.pinacotheca.transport.Spool;
import org.pinacotheca.transport.SpooledFile;
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
  private final BooleanSupplier takesUploads;

  /**
   * Makes a reader.
   *
   * @param spool holds uploaded files
   * @param takesUploads called on the event loop before a body that may contain a file is received
   */
  public RequestReader(RequestLimits limits, Spool spool, BooleanSupplier takesUploads) {
    this.takesUploads = takesUploads;
    this.limits = limits;
    this.spool = spool;
  }

  /**
   * Reads a request. To be called on the request's event loop, in the turn in which the request
   * arrived or with the request paused since. The result completes on that event loop: with the
   * request, which the caller closes; with {@link RequestRefused} for an error reply, while the
   * body may still be arriving; or with {@link ClientGone} when the client has disconnected.
   */
  public Future<RpcRequest> read(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    ParameterCollector collector = new ParameterCollector(limits);
    BodyKind kind;
    try {
      String query = request.query();
      if (query != null) {
        FormDecoder.decode(query, collector);
      }
      kind = bodyKind(request);
    } catch (MalformedRequest e) {
      return leaveUnread(request, explain(e, collector));
    }
    if (kind == BodyKind.NONE) {
      return Future.succeededFuture(assemble(exchange, false, collector, Optional.empty()));
    }
    if (kind == BodyKind.MULTIPART && !takesUploads.getAsBoolean()) {
      return leaveUnread(request, unavailable(collector));
    }
    return BodyReader.read(
            exchange, limits.body(), body -> readBody(exchange, kind, body, collector))
        .recover(failure -> Future.failedFuture(explain(failure, collector)));
  }

  private RpcRequest readBody(
      Exchange exchange, BodyKind kind, InputStream body, ParameterCollector collector)
      throws IOException {
    if (kind == BodyKind.FORM) {
      byte[] form = body.readNBytes(limits.formBytesMax() + 1);
      if (form.length > limits.formBytesMax()) {
        throw new MalformedRequest("The form is larger than " + limits.formBytesMax() + " bytes.");
      }
      FormDecoder.decode(form, collector);
      return assemble(exchange, false, collector, Optional.empty());
    }
    String contentType = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
    Optional<SpooledFile> file =
        new MultipartReader(limits, spool, collector).read(body, contentType);
    try {
      // The epilogue is ignored, but must be read: the next request on the connection follows it.
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException e) {
      file.ifPresent(SpooledFile::close);
      throw e;
    }
    return assemble(exchange, true, collector, file);
  }

  /** A body that will not be read stays unread until the refusal is sent. */
  private static Future<RpcRequest> leaveUnread(HttpServerRequest request, Throwable refusal) {
    if (!request.isEnded()) {
      request.pause();
    }
    return Future.failedFuture(refusal);
  }

  private Throwable explain(Throwable failure, ParameterCollector collector) {
    return switch (failure) {
      case ClientGone gone -> gone;
      case MalformedRequest malformed ->
          new RequestRefused(
              RpcError.INVALID_PARAMETER, malformed.reported(), collector.parameters());
      case BodyRefused refused when refused.reason() == BodyRefused.Reason.NO_ROOM ->
          unavailable(collector);
      case BodyRefused refused ->
          new RequestRefused(
              RpcError.INVALID_PARAMETER, reported(refused.reason()), collector.parameters());
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

  private String reported(BodyRefused.Reason reason) {
    return switch (reason) {
      case TOO_LARGE -> "The request is larger than " + limits.requestBytesMax() + " bytes.";
      case TOO_SLOW -> "The request arrived too slowly.";
      case MALFORMED -> "The body of the request is malformed: its chunks are no chunks.";
      case NO_ROOM -> RpcError.SERVICE_UNAVAILABLE.message();
    };
  }

  private static RequestRefused unavailable(ParameterCollector collector) {
    RpcError error = RpcError.SERVICE_UNAVAILABLE;
    return new RequestRefused(error, error.message(), collector.parameters());
  }

  private BodyKind bodyKind(HttpServerRequest request) throws MalformedRequest {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    long declared = declaredLength(length);
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
      Exchange exchange,
      boolean multipart,
      ParameterCollector collector,
      Optional<SpooledFile> file) {
    return new RpcRequest(
        exchange.request().method().name(),
        multipart,
        collector.parameters(),
        file,
        exchange.address());
  }
}
