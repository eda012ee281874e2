package org.pinacotheca.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks each head and the trailers of a chunked body, both as raw bytes and as decoded. Used by
 * the event loop of its connection.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  /** The error response to a malformed body needs no more than this. */
  private static final long ANSWER_SECONDS_MAX = 10;

  /** What may follow the zeros. */
  private static final String LAST_CHUNK_ENDS = "\r; \t";

  private final Consumer<Throwable> brokenBody;
  private boolean isInBody;
  private boolean isInTrailers;
  private boolean isBroken;
  private boolean isFirstLine = true;
  private @Nullable HttpRequest request;

  /**
   * Makes a decoder for one connection.
   *
   * @param brokenBody called when no more of a body can be read; the connection stays open for the
   *     response
   */
  StrictRequestDecoder(Http1ServerConfig config, Consumer<Throwable> brokenBody) {
    super(config);
    this.brokenBody = brokenBody;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    if (isBroken) {
      buffer.skipBytes(buffer.readableBytes());
      return;
    }
    if (!isInBody || isInTrailers) {
      if (isFirstLine && buffer.readableBytes() == 1 && isCarriageReturn(buffer)) {
        // The decoder would accept it, and the following line feed would stand alone.
        return;
      }
      try {
        checkHead(buffer);
      } catch (MalformedHeadException e) {
        if (isInTrailers) {
          breakOff(ctx, e);
        } else {
          refuse(createInvalidMessage(), e, out);
        }
        buffer.skipBytes(buffer.readableBytes());
        return;
      }
    }
    boolean wasInBody = isInBody;
    int start = buffer.readerIndex();
    super.decode(ctx, buffer, out);
    isInTrailers |= wasInBody && out.isEmpty() && isLastChunk(buffer, start);
    look(ctx, buffer, out);
  }

  /** Whether the decoder has read the size of the last chunk, which it reads on its own. */
  private static boolean isLastChunk(ByteBuf buffer, int start) {
    int end = buffer.readerIndex();
    int next = start;
    while (next < end && buffer.getByte(next) == '0') {
      next++;
    }
    return next > start && next < end && LAST_CHUNK_ENDS.indexOf(buffer.getByte(next)) >= 0;
  }

  private static boolean isCarriageReturn(ByteBuf buffer) {
    return buffer.getByte(buffer.readerIndex()) == '\r';
  }

  /** Checks the complete lines; the decoder consumes those and leaves the rest. */
  private void checkHead(ByteBuf buffer) throws MalformedHeadException {
    int start = buffer.readerIndex();
    int end = buffer.writerIndex();
    while (start < end) {
      int lineFeed = buffer.indexOf(start, end, (byte) '\n');
      if (lineFeed < 0) {
        // Reported at once, because the rest of such a line may never come.
        RequestHead.checkStart(buffer, start, isFirstLine);
        return;
      }
      boolean isEmpty = RequestHead.checkLine(buffer, start, lineFeed, isFirstLine);
      if (isEmpty && !isFirstLine) {
        return;
      }
      // Empty lines before a request are skipped.
      isFirstLine &= isEmpty;
      start = lineFeed + 1;
    }
  }

  private void look(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) {
    for (int i = 0; i < out.size(); i++) {
      Object part = out.get(i);
      if (part instanceof HttpRequest head) {
        request = head;
        isInBody = true;
        if (head.decoderResult().isFailure()) {
          isBroken = true;
          return;
        }
        try {
          RequestHead.check(head);
        } catch (MalformedHeadException e) {
          out.subList(i, out.size()).clear();
          refuse(head, e, out);
          buffer.skipBytes(buffer.readableBytes());
          return;
        }
      }
      if (part instanceof HttpContent content && content.decoderResult().isFailure()) {
        out.remove(i);
        breakOff(ctx, content.decoderResult().cause());
        return;
      }
      if (part instanceof LastHttpContent) {
        isInBody = false;
        isInTrailers = false;
        isFirstLine = true;
        request = null;
      }
    }
  }

  private void refuse(HttpMessage head, MalformedHeadException reason, List<Object> out) {
    isBroken = true;
    head.setDecoderResult(DecoderResult.failure(reason));
    out.add(head);
  }

  private void breakOff(ChannelHandlerContext ctx, Throwable cause) {
    isBroken = true;
    HttpRequest broken = request;
    if (broken != null) {
      broken.setDecoderResult(DecoderResult.failure(cause));
    }
    // Not during decoding, because the callback may send a response at once.
    ctx.executor().execute(() -> brokenBody.accept(cause));
    Runnable close =
        () -> {
          var _ = ctx.close();
        };
    var _ = ctx.executor().schedule(close, ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
