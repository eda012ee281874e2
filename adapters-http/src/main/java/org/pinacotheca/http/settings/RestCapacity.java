package org.pinacotheca.http.settings;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;

/**
 * How much the door may take on: where each kind of work runs, and how much room there is for
 * uploads. An executor gives each task a thread of its own that may block, and throws {@link
 * java.util.concurrent.RejectedExecutionException} when there is no room. Every task is a {@link
 * java.util.concurrent.Future}: an executor that let it wait, and will not run it after all,
 * cancels it, and the client is told that the service is overloaded.
 *
 * @param requests reads and writes, as they arrive
 * @param bodies writes that were let in, when their body has arrived
 * @param uploads work with pictures that have arrived
 * @param media reading of pictures that are sent, piece by piece
 * @param operations health, figures and the admin API
 * @param takesRequests asked on an event loop before anything is looked up for a read or write, so
 *     that it must not wait; where it says no, the request is refused as overload at once
 * @param takesUploads asked on an event loop before the body of an upload is received, so that it
 *     must not wait; where it says no, the upload is refused as overload before it is sent
 * @param spool the room for uploads on the disk, which doors may share
 * @param places what may wait for clients, which doors may share
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

  /** One executor for everything, all the disk, and places as suit the memory. */
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
