package org.pinacotheca.http.exchange;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.TransferSlots;

/**
 * How long one client is waited for, who shares the places for that with all others.
 *
 * @param client where he is
 */
public record MinimumRate(ClientSlots places, Supplier<InetAddress> client) {
  /** Takes a place for one body of a request. */
  Optional<TransferSlots.Place> receive(Runnable cutOff) {
    return places.bodies().take(client.get(), 1, cutOff);
  }

  /** Takes a place for one picture. */
  public Optional<TransferSlots.Place> sendPicture(Runnable cutOff) {
    return places.pictures().take(client.get(), 1, cutOff);
  }

  /**
   * Holds room for bytes that wait for the client until he has taken them; false where there is
   * none.
   *
   * @param cutOff run, on any thread, where the room is lost to others
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
