package org.pinacotheca.transport;

import java.util.concurrent.Executor;

/**
 * The capacity of a server, which its APIs share: workers for each kind of work, so that none
 * delays the others, and the room for transfers.
 *
 * @param requests reads and writes of the gallery
 * @param uploads work on uploaded pictures
 * @param media reading of pictures that are sent, chunk by chunk
 * @param operations health, metrics and the admin API
 * @param spool the disk room for uploads
 * @param slots the transfer slots of clients
 */
public record Capacity(
    Workers requests,
    Workers uploads,
    Workers media,
    Workers operations,
    SpoolRoom spool,
    ClientSlots slots) {

  /** One executor for everything, the whole disk, and slots to suit the memory. */
  public static Capacity of(Executor executor) {
    Workers workers = Workers.of(executor);
    return new Capacity(
        workers,
        workers,
        workers,
        workers,
        SpoolRoom.unlimited(),
        ClientSlots.of(Runtime.getRuntime().maxMemory(), System::nanoTime));
  }

  /**
   * Whether an upload would be accepted now; called on an event loop before its body is received.
   */
  public boolean takesUploads() {
    return spool.available() > 0 && uploads.hasRoom();
  }
}
