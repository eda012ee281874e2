package org.pinacotheca.rpc.settings;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.pinacotheca.transport.ClientSlots;
import org.pinacotheca.transport.SpoolRoom;

/**
 * The capacity of the RPC: an executor for each kind of call, and the room for uploads. An executor
 * runs each task on a thread that may block, and throws {@link
 * java.util.concurrent.RejectedExecutionException} when it is full. Every task is a {@link
 * java.util.concurrent.Future}: an executor that drops a queued task cancels it, and the client
 * gets the error that the service is not available.
 *
 * @param calls calls without a file
 * @param uploads calls with a file
 * @param takesCalls called on an event loop when a call without a file has been read, so it must
 *     not block; when false, the call is refused at once
 * @param takesUploads called on an event loop before a body with a file is received, so it must not
 *     block; when false, the call is refused before it is sent
 * @param spool the disk room for uploads, which several APIs may share
 * @param places the transfer slots of clients, which several APIs may share
 */
public record RpcCapacity(
    Executor calls,
    Executor uploads,
    BooleanSupplier takesCalls,
    BooleanSupplier takesUploads,
    SpoolRoom spool,
    ClientSlots places) {

  /** One executor for everything, the whole disk, and slots to suit the memory. */
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
