package org.pinacotheca.transport;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Closes connections. */
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
}
