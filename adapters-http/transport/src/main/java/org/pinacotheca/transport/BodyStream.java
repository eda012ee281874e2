package org.pinacotheca.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as a stream for one thread that may block, fed by the event loop. It
 * requests a few chunks at a time, so a body takes little memory however slowly it is consumed. It
 * fails when the body exceeds its size, stalls, takes too long, or ends early.
 */
final class BodyStream extends InputStream {
  /** Chunks queued between the two threads. */
  private static final int WINDOW = 8;

  private sealed interface Piece {
    record Bytes(Buffer buffer) implements Piece {}

    record End() implements Piece {}

    record Failure(IOException cause) implements Piece {}
  }

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final Exchange exchange;
  private final HttpServerRequest request;
  private final BodyLimits limits;
  private final long deadlineNanos;
  private long received;
  private TransferSlots.@Nullable Slot slot;
  private boolean isBegun;
  private @Nullable Buffer current;
  private int position;
  private int consumed;
  private boolean ended;

  /** An unread body. */
  BodyStream(Exchange exchange, BodyLimits limits) {
    this.exchange = exchange;
    this.request = exchange.request();
    this.limits = limits;
    this.deadlineNanos = System.nanoTime() + limits.readMax().toNanos();
  }

  /**
   * Counts arriving bytes on a slot; to be called before reading.
   *
   * @param taken the slot of the body
   */
  void countsOn(TransferSlots.Slot taken) {
    slot = taken;
  }

  /**
   * Lets a client that asks first go on, and receives. Only at the first read, so that a client is
   * not asked for a body for which there is no room.
   */
  private void begin() {
    if (request.response().closed()) {
      pieces.add(new Piece.Failure(new ClientGone()));
      return;
    }
    if (request.decoderResult().isFailure()) {
      pieces.add(new Piece.Failure(new BodyRefused(BodyRefused.Reason.MALFORMED)));
      return;
    }
    request.exceptionHandler(_ ->
        pieces.add(
            new Piece.Failure(
                request.decoderResult().isFailure()
                    ? new BodyRefused(BodyRefused.Reason.MALFORMED)
                    : new ClientGone())));
    request.endHandler(_ -> pieces.add(new Piece.End()));
    request.handler(buffer -> {
      Objects.requireNonNull(slot).moved(buffer.length());
      receive(buffer);
    });
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    request.fetch(WINDOW);
  }

  /** Makes the stream fail because the client is too slow; may be called on any thread. */
  void cutOff() {
    pieces.add(new Piece.Failure(new BodyRefused(BodyRefused.Reason.TOO_SLOW)));
  }

  private void receive(Buffer buffer) {
    received += buffer.length();
    if (received > limits.bytesMax()) {
      request.pause();
      request.handler(_ -> {});
      pieces.add(new Piece.Failure(new BodyRefused(BodyRefused.Reason.TOO_LARGE)));
    } else {
      pieces.add(new Piece.Bytes(buffer));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Buffer buffer = current;
    if (buffer == null || position == buffer.length()) {
      buffer = next();
      if (buffer == null) {
        return -1;
      }
    }
    int count = Math.min(length, buffer.length() - position);
    buffer.getBytes(position, position + count, into, offset);
    position += count;
    return count;
  }

  private @Nullable Buffer next() throws IOException {
    if (!isBegun) {
      isBegun = true;
      exchange.onLoop(this::begin);
    }
    while (!ended) {
      switch (await()) {
        case Piece.Bytes(Buffer buffer) -> {
          askForMore();
          if (buffer.length() > 0) {
            current = buffer;
            position = 0;
            return buffer;
          }
        }
        case Piece.End() -> ended = true;
        case Piece.Failure(IOException cause) -> throw cause;
      }
    }
    current = null;
    return null;
  }

  private Piece await() throws IOException {
    Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
    Duration timeout = left.compareTo(limits.stallMax()) < 0 ? left : limits.stallMax();
    try {
      Piece piece = pieces.poll(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
      if (piece == null) {
        throw new BodyRefused(BodyRefused.Reason.TOO_SLOW);
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGone();
    }
  }

  private void askForMore() {
    consumed++;
    if (consumed == WINDOW / 2) {
      consumed = 0;
      exchange.onLoop(() -> {
        if (!request.isEnded()) {
          request.fetch(WINDOW / 2);
        }
      });
    }
  }
}
