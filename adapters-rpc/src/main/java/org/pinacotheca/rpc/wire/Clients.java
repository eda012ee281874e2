package org.pinacotheca.rpc.wire;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.Optional;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TransferSlots;
import org.pinacotheca.transport.TrustedProxies;

/**
 * The transfer slots of the RPC's clients. Thread-safe.
 *
 * @param places the slots
 * @param proxies trusted for client addresses
 */
public record Clients(ClientSlots places, TrustedProxies proxies) {
  /** Acquires a slot for a request body, if available. */
  Optional<TransferSlots.Place> receive(HttpServerRequest request, Runnable cutOff) {
    return places.bodies().take(address(request), 1, cutOff);
  }

  /**
   * Holds a slot for a reply until the client has received it; without one the connection closes.
   * To be called on the request's event loop.
   */
  public void awaitTaken(HttpServerRequest request, Future<Void> taken, long bytes) {
    if (taken.isComplete()) {
      return;
    }
    Context eventLoop = Vertx.currentContext();
    if (eventLoop == null) {
      throw new IllegalStateException("a request is to be answered on its event loop");
    }
    Runnable cutOff =
        () ->
            eventLoop.runOnContext(_ -> {
              if (!taken.isComplete()) {
                hangUp(request.connection());
              }
            });
    Optional<TransferSlots.Place> place = places.answers().take(address(request), bytes, cutOff);
    if (place.isEmpty()) {
      // Now, because many more replies may be made before the event loop's next turn.
      hangUp(request.connection());
      return;
    }
    place.get().moved(bytes);
    taken.onComplete(_ -> place.get().leave());
  }

  /** An orderly close would wait for a client that reads nothing. */
  private static void hangUp(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      var _ = base.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }

  private InetAddress address(HttpServerRequest request) {
    String remote = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    return proxies.callerOf(
        remote == null ? "" : remote, request.headers().getAll("X-Forwarded-For"));
  }
}
