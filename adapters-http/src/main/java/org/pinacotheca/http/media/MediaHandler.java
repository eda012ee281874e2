package org.pinacotheca.http.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.Validators;
import org.pinacotheca.transport.TransferSlots;

/**
 * Serves picture files at signed URLs, in chunks at each client's pace. A slow client holds a file
 * open, but no thread. Thread-safe.
 */
public final class MediaHandler {
  private static final int PIECE_BYTES_MAX = 64 * 1024;
  private static final int PIECE_BYTES_MIN = 4 * 1024;

  /** The size of a chunk; one per picture being sent is buffered in memory. */
  private static final int PIECES_BYTES_TOTAL = 16 << 20;

  private static final long SHED_RETRY_MILLIS = 50;

  private final Gallery gallery;
  private final Authentication admission;
  private final RestSettings settings;
  private final TransferSlots places;

  public MediaHandler(
      Gallery gallery, Authentication admission, RestSettings settings, TransferSlots places) {
    this.admission = admission;
    this.gallery = gallery;
    this.places = places;
    this.settings = settings;
  }

  public void handle(HttpExchange exchange) {
    HttpServerRequest request = exchange.request();
    exchange.serves("media");
    exchange.speak(Representation.PLAIN_JSON);
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      exchange.send(Refusals.wrongVerb("GET, HEAD"));
      return;
    }
    InetAddress from = exchange.address();
    Optional<Response> flood = admission.fetched(from);
    if (flood.isPresent()) {
      exchange.send(flood.get());
      return;
    }
    Sending sending = new Sending(exchange);
    if (!sending.takesPlace()) {
      exchange.refuseForNow();
      return;
    }
    String path = request.path() == null ? "" : request.path();
    exchange.run(
        () -> begin(request, path),
        begun -> {
          if (begun.isEmpty() && !gallery.mediaFiles().isGenuine(path)) {
            admission.failed(from);
          }
          answer(sending, begun);
        });
  }

  /** A file that may be sent, with its first chunk if a body is sent. */
  private record Begun(MediaFile file, Validators validators, ByteRange range, Piece piece) {}

  /** A chunk, and the stream with the rest. */
  private record Piece(Buffer bytes, Optional<InputStream> rest) {
    static final Piece NONE = new Piece(Buffer.buffer(), Optional.empty());
  }

  private Optional<Begun> begin(HttpServerRequest request, String path) {
    return gallery.mediaFiles().open(path).map(file -> begin(request, file));
  }

  private Begun begin(HttpServerRequest request, MediaFile file) {
    Validators validators = new Validators(file.entityTag(), file.lastModified());
    ByteRange range =
        validators.allowsRange(request)
            ? ByteRange.of(request.getHeader("Range"), file.size())
            : new ByteRange.All();
    boolean sendsBytes =
        request.method().equals(HttpMethod.GET)
            && !(range instanceof ByteRange.Unsatisfiable)
            && !validators.isPreconditionFailed(request)
            && !validators.isNotModified(request);
    if (!sendsBytes) {
      return new Begun(file, validators, range, Piece.NONE);
    }
    try {
      InputStream in = file.bytes().openAt(first(range));
      return new Begun(file, validators, range, piece(in, length(range, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long first(ByteRange range) {
    return range instanceof ByteRange.Part(long first, long _) ? first : 0;
  }

  private static long length(ByteRange range, MediaFile file) {
    return range instanceof ByteRange.Part part ? part.length() : file.size();
  }

  /** The more clients, the smaller the chunk for each. */
  private int pieceBytes() {
    long each = PIECES_BYTES_TOTAL / Math.max(1, places.taken());
    return Math.clamp(each, PIECE_BYTES_MIN, PIECE_BYTES_MAX);
  }

  /** Reads the next chunk; closes the stream after the last one or on failure. */
  private Piece piece(InputStream in, long remaining) {
    boolean goesOn = false;
    try {
      byte[] bytes = in.readNBytes((int) Math.min(pieceBytes(), remaining));
      if (bytes.length == 0 && remaining > 0) {
        throw new UncheckedIOException(new IOException("a picture's file ended early"));
      }
      goesOn = bytes.length < remaining;
      return new Piece(Buffer.buffer(bytes), goesOn ? Optional.of(in) : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!goesOn) {
        close(in);
      }
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(Sending sending, Optional<Begun> found) {
    HttpExchange exchange = sending.exchange;
    if (found.isEmpty()) {
      exchange.send(
          Response.error(
              404,
              "media_not_found",
              "There is no picture at this address, or the address has expired."));
      return;
    }
    Begun begun = found.get();
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = exchange.response();
    Duration left = Duration.between(settings.clock().instant(), begun.file.expires());
    response
        .putHeader("ETag", begun.validators.entityTag())
        .putHeader("Last-Modified", begun.validators.lastModified())
        .putHeader("Cache-Control", "private, max-age=" + Math.max(0, left.toSeconds()))
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("X-Content-Type-Options", "nosniff");
    if (begun.validators.isPreconditionFailed(request)) {
      response.setStatusCode(412).end();
    } else if (begun.validators.isNotModified(request)) {
      response.setStatusCode(304).end();
    } else {
      sendFile(sending, begun);
    }
  }

  private void sendFile(Sending sending, Begun begun) {
    HttpServerResponse response = sending.response;
    long size = begun.file.size();
    switch (begun.range) {
      case ByteRange.Unsatisfiable() -> {
        response.setStatusCode(416).putHeader("Content-Range", "bytes */" + size).end();
        return;
      }
      case ByteRange.Part(long first, long last) ->
          response
              .setStatusCode(206)
              .putHeader("Content-Range", "bytes " + first + "-" + last + "/" + size);
      case ByteRange.All() -> response.setStatusCode(200);
    }
    long length = length(begun.range, begun.file);
    response.putHeader("Content-Type", begun.file.mediaType());
    response.putHeader("Content-Length", Long.toString(length));
    if (sending.exchange.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      sending.begin(begun.piece, length);
    }
  }

  /** The transfer of one file to one client. Used on the event loop, one step at a time. */
  private final class Sending {
    private final HttpExchange exchange;
    private final HttpServerResponse response;
    private Optional<InputStream> open = Optional.empty();
    private Optional<TransferSlots.Place> place = Optional.empty();
    private boolean isReading;
    private boolean isOver;
    private long remaining;

    private Sending(HttpExchange exchange) {
      this.exchange = exchange;
      this.response = exchange.response();
    }

    /** Acquires a slot, held until the last bytes are written; false when there is none. */
    private boolean takesPlace() {
      place = exchange.sendPicture(this::cutOff);
      return place.isPresent();
    }

    private void begin(Piece piece, long length) {
      remaining = length;
      exchange.whenGone(this::stop);
      response.exceptionHandler(_ -> stop());
      send(piece);
    }

    private void send(Piece piece) {
      isReading = false;
      open = piece.rest();
      remaining -= piece.bytes().length();
      if (isOver || response.closed()) {
        stop();
        return;
      }
      if (open.isEmpty()) {
        isOver = true;
        exchange.end(piece.bytes());
        return;
      }
      place.ifPresent(it -> it.moved(piece.bytes().length()));
      // Reads the next chunk only when this one is written, so that only one is buffered.
      response.write(piece.bytes()).onSuccess(_ -> readOn()).onFailure(_ -> stop());
    }

    private void readOn() {
      if (isOver || isReading || open.isEmpty()) {
        return;
      }
      isReading = true;
      InputStream in = open.get();
      exchange.tryRun(
          () -> piece(in, remaining),
          this::send,
          () -> {
            isReading = false;
            exchange.vertx().setTimer(SHED_RETRY_MILLIS, _ -> readOn());
          });
    }

    /** The client has lost its slot; the response stays incomplete and must not look complete. */
    private void cutOff() {
      if (!response.ended()) {
        stop();
        exchange.hangUp();
      }
    }

    /**
     * Ends the transfer when the client disconnects; a stream in use is closed by its reader's next
     * step.
     */
    private void stop() {
      isOver = true;
      if (isReading || open.isEmpty()) {
        return;
      }
      InputStream in = open.get();
      open = Optional.empty();
      exchange
          .vertx()
          .executeBlocking(
              () -> {
                in.close();
                return true;
              },
              false);
    }
  }
}
