package org.pinacotheca.transport;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.http1.Http1ServerConnection;

/**
 * Refuses requests that a proxy in front could read in another way: folded headers, control
 * characters, a missing or second {@code Host}, any transfer coding but {@code chunked}, unusual
 * request lines. Such a request reaches the server's handler of invalid requests, and nothing
 * behind it on the connection is read. Where the body is at fault, {@code decoderResult()} of its
 * request tells so.
 */
public final class StrictHttp {
  private static final String DECODER = "httpDecoder";

  private StrictHttp() {}

  /**
   * Makes a connection strict; to be called by the server's connection handler.
   *
   * @param options those of the server
   */
  public static void enforce(HttpConnection connection, HttpServerOptions options) {
    if (connection instanceof Http1ServerConnection http1) {
      http1
          .channelHandlerContext()
          .pipeline()
          .replace(
              DECODER,
              DECODER,
              new StrictRequestDecoder(options.getHttp1Config(), http1::handleException));
    }
  }
}
