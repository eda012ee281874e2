package org.pinacotheca.http.settings;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;

/**
 * The capacity of the API: an executor for each kind of work, and the room for uploads. An executor
 * gives each task a thread of its own that may block, and throws {@link
 * java.util.concurrent.RejectedExecutionException} when it is full. Every task is a {@link
 * java.util.concurrent.Future}: an executor that drops a queued task cancels it, and the client
 * gets the overload error.
 *
 * @param requests reads and writes, as they arrive
 * @param bodies accepted writes, when their body has arrived
 * @param uploads work on uploaded pictures
 * @param media reading of pictures that are sent, chunk by chunk
 * @param operations health, metrics and the admin API
 * @param takesRequests called on an event loop before any lookup for a read or write, so it must
 *     not block; when false, the request is refused as overload at once
 * @param takesUploads called on an event loop before the body of an upload is received, so it must
 *     not block; when false, the upload is refused as overload before it is sent
 * @param spool the disk room for uploads, which several APIs may share
 * @param places the transfer slots of clients, which several APIs may share
 */
public record RestCapacity(
    Executor requests,
    Executor bodies,
    Executor uploads,
    Executor media,
    Executor operations,
    BooleanSupplier takesRequests,
    BooleanSupplier takesUploads,
    SpoolRoom spool,
    ClientSlots places) {

  /** One executor for everything, the whole disk, and slots to suit the memory. */
  public static RestCapacity of(Executor executor) {
    return new RestCapacity(
        executor,
        executor,
        executor,
        executor,
        executor,
        () -> true,
        () -> true,
        SpoolRoom.unlimited(),
        ClientSlots.of(Runtime.getRuntime().maxMemory(), System::nanoTime));
  }
}
