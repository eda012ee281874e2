package org.pinacotheca.http.admin;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.http.settings.BackupSource;
import org.pinacotheca.http.wire.Response;

/**
 * Streams a backup while it is made, at the client's pace, one at a time. A backup that fails
 * midway aborts the connection, so that it does not look complete. Thread-safe.
 */
final class BackupHandler {
  private static final Duration CLIENT_WAIT_MAX = Duration.ofSeconds(60);
  private static final int PIECE_BYTES = 256 * 1024;

  private final BackupSource source;
  private final AtomicBoolean isRunning = new AtomicBoolean();

  BackupHandler(BackupSource source) {
    this.source = source;
  }

  /** Answers an authorized request for a backup. */
  void send(HttpExchange exchange) {
    Optional<String> refusal = source.refusal();
    if (refusal.isPresent()) {
      exchange.send(Response.error(409, "backup_elsewhere", refusal.get()));
    } else if (!isRunning.compareAndSet(false, true)) {
      exchange.send(
          Response.error(
              409, "backup_running", "Another backup is being made; try again when it is done."));
    } else {
      exchange.response().putHeader("Content-Type", "application/x-tar").setChunked(true);
      exchange.run(
          () -> write(exchange), _ -> exchange.response().end(), () -> isRunning.set(false));
    }
  }

  private boolean write(HttpExchange exchange) {
    try (Pieces pieces = new Pieces(exchange)) {
      source.writeTo(pieces);
      pieces.flush();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("a backup was broken off", e);
    } finally {
      isRunning.set(false);
    }
  }

  /** Writes to the client and blocks until it has received the bytes. Used by one thread. */
  private static final class Pieces extends OutputStream {
    private final HttpExchange exchange;
    private Buffer piece = Buffer.buffer(PIECE_BYTES);

    private Pieces(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      piece.appendBytes(bytes, offset, length);
      if (piece.length() >= PIECE_BYTES) {
        flush();
      }
    }

    @Override
    public void flush() throws IOException {
      if (piece.length() == 0) {
        return;
      }
      Buffer full = piece;
      piece = Buffer.buffer(PIECE_BYTES);
      try {
        exchange
            .write(full)
            .toCompletionStage()
            .toCompletableFuture()
            .get(CLIENT_WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new IOException("the client is gone", e.getCause());
      } catch (TimeoutException e) {
        throw new IOException("the client takes no more", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
