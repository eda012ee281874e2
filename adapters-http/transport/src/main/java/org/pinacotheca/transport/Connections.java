package org.pinacotheca.transport;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.OptionalLong;

/** What Vert.x does not offer for connections. */
public final class Connections {
  private Connections() {}

  /**
   * Closes a connection at once and discards what is still buffered for the client; an orderly
   * close would wait for a client that reads nothing.
   */
  public static void abort(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      var _ = base.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }

  /**
   * Up to which position the operating system has accepted the file that is being sent, if one is.
   */
  static OptionalLong positionInFile(HttpConnection connection) {
    ChannelOutboundBuffer buffer =
        connection instanceof ConnectionBase base
            ? base.channelHandlerContext().channel().unsafe().outboundBuffer()
            : null;
    return buffer != null && buffer.current() instanceof FileRegion region
        ? OptionalLong.of(region.position() + region.transferred())
        : OptionalLong.empty();
  }
}
