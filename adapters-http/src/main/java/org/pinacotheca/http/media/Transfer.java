package org.pinacotheca.http.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.http.exchange.HttpExchange;
import org.pinacotheca.transport.Exchange;
import org.pinacotheca.transport.TransferSlots;

/**
 * The transfer of one file to one client, at the client's pace. Used on the event loop, one step at
 * a time.
 */
final class Transfer {
  private static final int PIECE_BYTES_MAX = 64 * 1024;
  private static final int PIECE_BYTES_MIN = 4 * 1024;

  /** Of all chunks together; one for each picture being sent is buffered in memory. */
  private static final int PIECES_BYTES_TOTAL = 16 << 20;

  private static final long SHED_RETRY_MILLIS = 50;

  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final TransferSlots slots;
  private Optional<InputStream> open = Optional.empty();
  private Optional<TransferSlots.Slot> slot = Optional.empty();
  private boolean isReading;
  private boolean isSendingFile;
  private boolean isOver;
  private long remaining;

  Transfer(HttpExchange exchange, TransferSlots slots) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.slots = slots;
  }

  /** What is sent of a file. */
  sealed interface Body {
    /** Nothing. */
    record None() implements Body {}

    record InMemory(Buffer bytes) implements Body {}

    record InFile(FileChannel file) implements Body {}

    /** A chunk, and the stream with the rest. */
    record Streamed(Buffer bytes, Optional<InputStream> rest) implements Body {}
  }

  /** Acquires a slot, held until the last bytes are written; false when there is none. */
  boolean takesSlot() {
    slot = exchange.sendPicture(this::cutOff);
    return slot.isPresent();
  }

  /** Opens a file as the body; may block. */
  Body open(MediaFile.Content content, Selection selection) throws IOException {
    Optional<FileChannel> file = exchange.sendsFiles() ? content.openFile() : Optional.empty();
    return file.isPresent()
        ? new Body.InFile(file.get())
        : piece(content.openAt(selection.first()), selection.length());
  }

  /** Sends the body, and with it the head of the response. */
  void send(Body body, Selection selection) {
    switch (body) {
      case Body.None() -> response.end();
      case Body.InMemory(Buffer bytes) -> sendFrom(bytes, 0);
      case Body.InFile(FileChannel file) -> {
        isSendingFile = true;
        exchange
            .sendFile(file, selection.first(), selection.length())
            .onComplete(_ -> isSendingFile = false);
      }
      case Body.Streamed first -> {
        remaining = selection.length();
        exchange.whenGone(this::stop);
        response.exceptionHandler(_ -> stop());
        send(first);
      }
    }
  }

  /** Sends bytes in chunks too: the socket's copy of what a slow client has not read is memory. */
  private void sendFrom(Buffer bytes, int first) {
    int end = Math.min(bytes.length(), first + pieceBytes());
    Buffer piece = bytes.slice(first, end);
    if (end == bytes.length()) {
      exchange.end(piece);
      return;
    }
    slot.ifPresent(it -> it.moved(piece.length()));
    response.write(piece).onSuccess(_ -> sendFrom(bytes, end)).onFailure(_ -> stop());
  }

  private void send(Body.Streamed piece) {
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
    slot.ifPresent(it -> it.moved(piece.bytes().length()));
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

  /** Reads the next chunk; closes the stream after the last one or on failure. */
  private Body.Streamed piece(InputStream in, long left) {
    boolean goesOn = false;
    try {
      byte[] bytes = in.readNBytes((int) Math.min(pieceBytes(), left));
      if (bytes.length == 0 && left > 0) {
        throw new UncheckedIOException(new IOException("a picture's file ended early"));
      }
      goesOn = bytes.length < left;
      return new Body.Streamed(Buffer.buffer(bytes), goesOn ? Optional.of(in) : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!goesOn) {
        Exchange.close(in);
      }
    }
  }

  /** The more clients, the smaller the chunk for each. */
  private int pieceBytes() {
    long each = PIECES_BYTES_TOTAL / Math.max(1, slots.taken());
    return Math.clamp(each, PIECE_BYTES_MIN, PIECE_BYTES_MAX);
  }

  /** Closes what an unsent body holds. */
  void discard(Body body) {
    switch (body) {
      case Body.InFile(FileChannel file) -> Exchange.close(file);
      case Body.Streamed(Buffer _, Optional<InputStream> rest) -> rest.ifPresent(Exchange::close);
      case Body.None _, Body.InMemory _ -> {}
    }
  }

  /** The client has lost its slot; the response stays incomplete and must not look complete. */
  private void cutOff() {
    if (isSendingFile || !response.ended()) {
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
