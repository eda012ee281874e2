package org.pinacotheca.transport;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.http1.Http1ServerConnection;

/**
 * Rejects requests that a proxy in front could interpret differently: folded headers, control
 * characters, a missing or second {@code Host}, any transfer coding but {@code chunked}, unusual
 * request lines. Such a request goes to the server's handler of invalid requests, and nothing after
 * it on the connection is read. When the body is malformed, the request's {@code decoderResult()}
 * is a failure.
 */
public final class StrictHttp {
  private static final String DECODER = "httpDecoder";

  private StrictHttp() {}

  /**
   * Makes a connection strict; to be called by the server's connection handler.
   *
   * @param options the options of the server
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
