package org.pinacotheca.http.exchange;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TransferSlots;

/**
 * Limits how long the server waits for one client; all clients share the slots.
 *
 * @param client the client's address
 */
public record MinimumRate(ClientSlots places, Supplier<InetAddress> client) {
  /** Acquires a slot for one request body. */
  Optional<TransferSlots.Place> receive(Runnable cutOff) {
    return places.bodies().take(client.get(), 1, cutOff);
  }

  /** Acquires a slot for one picture. */
  public Optional<TransferSlots.Place> sendPicture(Runnable cutOff) {
    return places.pictures().take(client.get(), 1, cutOff);
  }

  /**
   * Reserves room for bytes until the client has received them; false when there is none.
   *
   * @param cutOff run, on any thread, when the room is lost to others
   */
  boolean awaitTaken(Future<Void> taken, long bytes, Runnable cutOff) {
    if (taken.isComplete()) {
      return true;
    }
    Optional<TransferSlots.Place> place = places.answers().take(client.get(), bytes, cutOff);
    if (place.isEmpty()) {
      return false;
    }
    place.get().moved(bytes);
    taken.onComplete(_ -> place.get().leave());
    return true;
  }
}
