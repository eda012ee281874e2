package org.pinacotheca.rpc.settings;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;

/**
 * How much the RPC may take on: where each kind of call runs, and how much room there is for
 * uploads. An executor runs each task on a thread that may block, and throws {@link
 * java.util.concurrent.RejectedExecutionException} when there is no room. Every task is a {@link
 * java.util.concurrent.Future}: an executor that let it wait, and will not run it after all,
 * cancels it, and the client is told that the service is not available.
 *
 * @param calls calls without a file
 * @param uploads calls with a file
 * @param takesCalls asked on an event loop when a call without a file has been read, so that it
 *     must not wait; where it says no, the call is refused at once
 * @param takesUploads asked on an event loop before a body with a file is received, so that it must
 *     not wait; where it says no, the call is refused before it is sent
 * @param spool the room for uploads on the disk, which doors may share
 * @param places what may wait for clients, which doors may share
 */
public record RpcCapacity(
    Executor calls,
    Executor uploads,
    BooleanSupplier takesCalls,
    BooleanSupplier takesUploads,
    SpoolRoom spool,
    ClientSlots places) {

  /** One executor for everything, all the disk, and places as suit the memory. */
  public static RpcCapacity of(Executor executor) {
    return new RpcCapacity(
        executor,
        executor,
        () -> true,
        () -> true,
        SpoolRoom.unlimited(),
        ClientSlots.of(Runtime.getRuntime().maxMemory(), System::nanoTime));
  }
}
