package org.pinacotheca.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.http.wire.Body;
import org.pinacotheca.transport.SpoolRoom;
import org.pinacotheca.transport.TransferSlots;

/**
 * Receives one body within limits of size and time, in memory or in a file. Used on the event loop
 * of its request, which is paused.
 */
public final class BodyReader {
  private static final SpoolRoom NONE = new SpoolRoom(0, () -> {});
  private static final int MEBIBYTE_BITS = 20;

  /** The longest time without a byte. */
  private static final Duration STALL_MAX = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final long bytesMax;
  private final Duration timeout;
  private final SpoolRoom spool;
  private final HttpExchange exchange;
  private final @Nullable MessageDigest digest;
  private final Consumer<Received> then;
  private Consumer<Received> finishing;
  private long received;
  private long receivedBefore;
  private int mebibytes;

  /** Completes when all writes are in the file; the file's own flush does not wait for them. */
  private Future<Void> written = Future.succeededFuture();

  private long timer = -1;
  private Optional<TransferSlots.Place> place = Optional.empty();
  private boolean isDone;

  private BodyReader(
      HttpExchange exchange,
      long bytesMax,
      Duration timeout,
      SpoolRoom spool,
      boolean withFingerprint,
      Consumer<Received> then) {
    this.spool = spool;
    this.exchange = exchange;
    this.vertx = exchange.vertx();
    this.request = exchange.request();
    this.bytesMax = bytesMax;
    this.timeout = timeout;
    this.digest = withFingerprint ? digest(exchange) : null;
    this.then = then;
    this.finishing = then;
  }

  /** The result of receiving a body. */
  public sealed interface Received {
    record Complete(Body body) implements Received {}

    record TooLarge(long bytesMax) implements Received {}

    record TooSlow() implements Received {}

    /** Other bodies hold all slots or all disk space. */
    record NoRoom() implements Received {}

    /** The body is malformed; nothing after it on the connection can be read. */
    record Malformed() implements Received {}

    /** The client disconnected; no response can be sent. */
    record Gone() implements Received {}

    record Failed(Throwable failure) implements Received {}
  }

  /** Receives a small body into memory. */
  public static void toMemory(
      HttpExchange exchange,
      long bytesMax,
      Duration timeout,
      boolean withFingerprint,
      Consumer<Received> then) {
    new BodyReader(exchange, bytesMax, timeout, NONE, withFingerprint, then).toMemory();
  }

  /**
   * Receives a large body into a new file of a directory.
   *
   * @param spool the disk room for it; the code that deletes the file releases it
   */
  public static void toFile(
      HttpExchange exchange,
      Path directory,
      long bytesMax,
      Duration timeout,
      SpoolRoom spool,
      boolean withFingerprint,
      Consumer<Received> then) {
    new BodyReader(exchange, bytesMax, timeout, spool, withFingerprint, then).toFile(directory);
  }

  private static MessageDigest digest(HttpExchange exchange) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String command = exchange.request().method().name() + " " + exchange.path() + "\n";
      digest.update(command.getBytes(StandardCharsets.UTF_8));
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String fingerprint() {
    return digest == null ? "" : HexFormat.of().formatHex(digest.digest());
  }

  private void toMemory() {
    if (isDeclaredTooLarge()) {
      done(new Received.TooLarge(bytesMax));
      return;
    }
    Buffer all = Buffer.buffer();
    receive(
        all::appendBuffer,
        () -> done(new Received.Complete(new Body.InMemory(all.getBytes(), fingerprint()))));
  }

  private void toFile(Path directory) {
    if (isDeclaredTooLarge()) {
      done(new Received.TooLarge(bytesMax));
      return;
    }
    Path path = directory.resolve("upload-" + UUID.randomUUID() + ".tmp");
    OpenOptions options =
        new OpenOptions().setRead(false).setWrite(true).setCreateNew(true).setPerms("rw-------");
    requireDisk().onFailure(this::refuse).onSuccess(_ -> toFile(directory, path, options));
  }

  private void toFile(Path directory, Path path, OpenOptions options) {
    vertx
        .fileSystem()
        .open(path.toString(), options)
        // The directory may have been removed while the server runs.
        .recover(_ ->
            vertx
                .fileSystem()
                .mkdirs(directory.toString(), "rwx------")
                .compose(_ -> vertx.fileSystem().open(path.toString(), options)))
        .onFailure(this::unwritten)
        .onSuccess(file -> receiveInto(file, path));
  }

  private void receiveInto(AsyncFile file, Path path) {
    Promise<Received> outcome = Promise.promise();
    // Always closes the file first, and deletes it unless it is handed on.
    outcome
        .future()
        .onSuccess(received ->
            file.close()
                .onComplete(closed -> {
                  boolean isKept = closed.succeeded() && received instanceof Received.Complete;
                  if (isKept) {
                    then.accept(received);
                  } else {
                    spool.release(mebibytes);
                    Received result =
                        received instanceof Received.Complete ? failed(closed.cause()) : received;
                    vertx.fileSystem().delete(path.toString()).onComplete(_ -> then.accept(result));
                  }
                }));
    finishing = outcome::tryComplete;
    file.exceptionHandler(this::unwritten);
    receive(
        chunk -> {
          if (!hasRoom()) {
            done(new Received.NoRoom());
            return;
          }
          Future<Void> before = written;
          Future<Void> write = file.write(chunk).onFailure(this::unwritten);
          written = before.compose(_ -> write);
          if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(_ -> request.resume());
          }
        },
        () ->
            written
                .compose(_ -> file.flush())
                .onFailure(this::unwritten)
                .onSuccess(_ ->
                    done(new Received.Complete(new Body.InFile(path, fingerprint(), mebibytes)))));
  }

  private void unwritten(Throwable failure) {
    done(failed(failure));
  }

  private static Received failed(Throwable failure) {
    return new Received.Failed(
        new UncheckedIOException(
            "an upload could not be kept: " + failure.getMessage(), new IOException(failure)));
  }

  /** Runs off the event loop, while the body goes on arriving. */
  private Future<Void> requireDisk() {
    return vertx.executeBlocking(
        () -> {
          spool.requireDisk();
          return null;
        },
        false);
  }

  private void refuse(Throwable failure) {
    done(new Received.Failed(failure));
  }

  private boolean hasRoom() {
    while ((long) mebibytes << MEBIBYTE_BITS < received) {
      if (!spool.take()) {
        return false;
      }
      mebibytes++;
      requireDisk().onFailure(this::refuse);
    }
    return true;
  }

  private boolean isDeclaredTooLarge() {
    String declared = request.getHeader("Content-Length");
    if (declared == null) {
      return false;
    }
    try {
      return Long.parseLong(declared.strip()) > bytesMax;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private void receive(Consumer<Buffer> chunks, Runnable end) {
    if (request.response().closed()) {
      done(new Received.Gone());
      return;
    }
    if (request.decoderResult().isFailure()) {
      done(new Received.Malformed());
      return;
    }
    if (!takesPlace()) {
      done(new Received.NoRoom());
      return;
    }
    awaitMore(timeout);
    request.exceptionHandler(_ ->
        done(request.decoderResult().isFailure() ? new Received.Malformed() : new Received.Gone()));
    request.handler(chunk -> {
      if (isDone) {
        return;
      }
      received += chunk.length();
      place.ifPresent(it -> it.moved(chunk.length()));
      if (received > bytesMax) {
        done(new Received.TooLarge(bytesMax));
        return;
      }
      if (digest != null) {
        digest.update(chunk.getBytes());
      }
      chunks.accept(chunk);
    });
    request.endHandler(_ -> {
      if (!isDone) {
        end.run();
      }
    });
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  /** Whether a slot for the body was acquired. */
  private boolean takesPlace() {
    Optional<MinimumRate> patience = exchange.patience();
    place =
        patience.flatMap(
            it -> it.receive(() -> exchange.onLoop(() -> done(new Received.TooSlow()))));
    return patience.isEmpty() || place.isPresent();
  }

  /** Waits for the end of the body, as long as bytes keep arriving. */
  private void awaitMore(Duration left) {
    Duration next = left.compareTo(STALL_MAX) < 0 ? left : STALL_MAX;
    timer =
        vertx.setTimer(
            next.toMillis(),
            _ -> {
              if (received == receivedBefore || next.equals(left)) {
                done(new Received.TooSlow());
              } else {
                receivedBefore = received;
                awaitMore(left.minus(next));
              }
            });
  }

  private void done(Received outcome) {
    if (isDone) {
      return;
    }
    isDone = true;
    place.ifPresent(TransferSlots.Place::leave);
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
    finishing.accept(outcome);
  }
}
