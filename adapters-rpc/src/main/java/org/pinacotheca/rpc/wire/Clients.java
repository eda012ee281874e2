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
 * The clients that are waited for, while they send or take something. Thread-safe.
 *
 * @param places what may wait for them
 * @param proxies behind which some of them are
 */
public record Clients(ClientSlots places, TrustedProxies proxies) {
  /** A place for the body of a request, where there is one. */
  Optional<TransferSlots.Place> receive(HttpServerRequest request, Runnable cutOff) {
    return places.bodies().take(address(request), 1, cutOff);
  }

  /**
   * Holds a place for an answer until its client has taken it; without one his connection closes.
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
      // At once, because many more answers may be made before the event loop comes round again.
      hangUp(request.connection());
      return;
    }
    place.get().moved(bytes);
    taken.onComplete(_ -> place.get().leave());
  }

  /** To close in order would wait until a client who takes nothing has taken everything. */
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
