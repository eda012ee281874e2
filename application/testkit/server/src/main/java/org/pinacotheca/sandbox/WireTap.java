package org.pinacotheca.sandbox;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records what goes over one connection. Gives requests an id that the seed decides where the
 * client gives none, and marks every answer as that of a sandbox. Used on the connection's event
 * loop.
 */
final class WireTap extends ChannelDuplexHandler {
  private static final String NAME = "sandbox";
  private static final String REQUEST_ID = "X-Request-ID";

  private final Supplier<RequestLog> log;
  private final Deque<Optional<RequestLog.Entry>> unanswered = new ArrayDeque<>();
  private Optional<RequestLog.Entry> arriving = Optional.empty();

  private WireTap(Supplier<RequestLog> log) {
    this.log = log;
  }

  /** Records a connection from now on; to be called by the server's connection handler. */
  static void record(HttpConnection connection, Supplier<RequestLog> log) {
    if (connection instanceof ConnectionBase base) {
      ChannelHandlerContext handler = base.channelHandlerContext();
      handler.pipeline().addBefore(handler.name(), NAME, new WireTap(log));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest head) {
      arriving = SandboxApi.serves(head.uri()) ? Optional.empty() : Optional.of(begin(head));
      unanswered.addLast(arriving);
    }
    if (message instanceof HttpContent part) {
      arriving.ifPresent(entry -> entry.receive(part.content()));
    }
    context.fireChannelRead(message);
  }

  private RequestLog.Entry begin(HttpRequest head) {
    RequestLog.Entry entry = log.get().begin(head);
    head.headers().set(RequestLog.NUMBER_HEADER, entry.number());
    if (!head.headers().contains(REQUEST_ID)) {
      head.headers().set(REQUEST_ID, "request-" + entry.number());
    }
    return entry;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean isProvisional =
        message instanceof HttpResponse head && head.status().equals(HttpResponseStatus.CONTINUE);
    if (!isProvisional) {
      if (message instanceof HttpResponse head) {
        head.headers().set("X-Sandbox", "true");
        answered().ifPresent(entry -> entry.answer(head));
      }
      if (message instanceof ByteBufHolder part) {
        answered().ifPresent(entry -> entry.send(part.content()));
      }
      if (message instanceof LastHttpContent) {
        unanswered.pollFirst();
      }
    }
    var _ = context.write(message, promise);
  }

  private Optional<RequestLog.Entry> answered() {
    return unanswered.isEmpty() ? Optional.empty() : unanswered.getFirst();
  }
}
