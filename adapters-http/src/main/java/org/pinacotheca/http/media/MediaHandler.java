package org.pinacotheca.http.media;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.http.exchange.Authentication;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.refusal.Refusals;
import org.pinacotheca.http.settings.RestSettings;
import org.pinacotheca.http.wire.Representation;
import org.pinacotheca.http.wire.Response;
import org.pinacotheca.http.wire.Validators;
import org.pinacotheca.transport.TransferSlots;

/**
 * Serves picture files at signed URLs. Small files are sent from memory, on the event loop, as long
 * as the gallery knows that the picture is still there; others by the operating system, or, where
 * they are not on a disk of this machine, in chunks. A slow client holds a file open, but no
 * thread. Thread-safe.
 */
public final class MediaHandler {
  private static final CharSequence BYTES = HttpHeaders.createOptimized("bytes");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFFING = HttpHeaders.createOptimized("nosniff");

  private final Gallery gallery;
  private final Authentication authentication;
  private final RestSettings settings;
  private final TransferSlots slots;
  private final MediaMemory memory;

  public MediaHandler(
      Gallery gallery, Authentication authentication, RestSettings settings, TransferSlots slots) {
    this.authentication = authentication;
    this.gallery = gallery;
    this.slots = slots;
    this.settings = settings;
    this.memory = new MediaMemory(settings.mediaMemoryBytes());
  }

  public MediaMemory memory() {
    return memory;
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
    Optional<Response> flood = authentication.fetched(from);
    if (flood.isPresent()) {
      exchange.send(flood.get());
      return;
    }
    Transfer transfer = new Transfer(exchange, slots);
    if (!transfer.takesSlot()) {
      exchange.refuseForNow();
      return;
    }
    String path = exchange.sentPath();
    MediaFiles files = gallery.mediaFiles();
    Optional<Found> found = files.known(path).flatMap(file -> inMemory(request, file));
    if (found.isPresent()) {
      answer(exchange, transfer, found.get());
      return;
    }
    exchange.run(
        () ->
            files
                .known(path)
                .or(() -> files.find(path))
                .flatMap(file -> inMemory(request, file).or(() -> open(exchange, transfer, file))),
        opened -> {
          if (opened.isPresent()) {
            answer(exchange, transfer, opened.get());
            return;
          }
          if (!files.isGenuine(path)) {
            authentication.failed(from);
          }
          exchange.send(
              Response.error(
                  404,
                  "media_not_found",
                  "There is no picture at this address, or the address has expired."));
        });
  }

  /** A file that may be sent, and what is sent of it. */
  private record Found(
      MediaFile file, Validators validators, long size, Selection selection, Transfer.Body body) {}

  private Optional<Found> inMemory(HttpServerRequest request, MediaFile file) {
    return memory.find(file.entityTag()).map(cached -> found(request, file, cached));
  }

  private static Found found(HttpServerRequest request, MediaFile file, MediaMemory.Cached cached) {
    int size = cached.bytes().length();
    Selection selection = Selection.of(request, cached.validators(), size);
    Transfer.Body body =
        sendsBytes(request, selection)
            ? new Transfer.Body.InMemory(selection.of(cached.bytes()))
            : new Transfer.Body.None();
    return new Found(file, cached.validators(), size, selection, body);
  }

  private static boolean sendsBytes(HttpServerRequest request, Selection selection) {
    return request.method().equals(HttpMethod.GET) && selection.hasBytes();
  }

  /** Opens a file, and reads it into memory if it is small. */
  private Optional<Found> open(HttpExchange exchange, Transfer transfer, MediaFile file) {
    return file.open()
        .map(content -> {
          try {
            Validators validators = new Validators(file.entityTag(), file.lastModified());
            return MediaMemory.takes(content.size())
                ? found(
                    exchange.request(), file, memory.read(file.entityTag(), validators, content))
                : found(exchange, transfer, file, validators, content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Found found(
      HttpExchange exchange,
      Transfer transfer,
      MediaFile file,
      Validators validators,
      MediaFile.Content content)
      throws IOException {
    Selection selection = Selection.of(exchange.request(), validators, content.size());
    Transfer.Body body =
        sendsBytes(exchange.request(), selection)
            ? transfer.open(content, selection)
            : new Transfer.Body.None();
    return new Found(file, validators, content.size(), selection, body);
  }

  private void answer(HttpExchange exchange, Transfer transfer, Found found) {
    try {
      head(exchange, found);
      transfer.send(found.body, found.selection);
    } catch (RuntimeException e) {
      transfer.discard(found.body);
      throw e;
    }
  }

  private void head(HttpExchange exchange, Found found) {
    HttpServerResponse response = exchange.response();
    Selection selection = found.selection;
    Duration left = Duration.between(settings.clock().instant(), found.file.expires());
    response
        .setStatusCode(selection.status())
        .putHeader(HttpHeaders.ETAG, found.validators.entityTag())
        .putHeader(HttpHeaders.LAST_MODIFIED, found.validators.lastModified())
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + Math.max(0, left.toSeconds()))
        .putHeader(HttpHeaders.ACCEPT_RANGES, BYTES)
        .putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFFING);
    if (selection.hasBytes()) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, found.file.mediaType())
          .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(selection.length()));
    }
    selection
        .contentRange(found.size)
        .ifPresent(range -> response.putHeader(HttpHeaders.CONTENT_RANGE, range));
  }
}
