package org.pinacotheca.rpc;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Where each kind of call runs. An executor runs each task on a thread that may block, and throws
 * {@link java.util.concurrent.RejectedExecutionException} when there is no room. Every task is a
 * {@link java.util.concurrent.Future}: an executor that let it wait, and will not run it after all,
 * cancels it, and the client is told that the service is not available.
 *
 * @param calls calls without a file
 * @param uploads calls with a file
 * @param takesUploads asked on an event loop before a body with a file is received, so that it must
 *     not wait; where it says no, the call is refused before it is sent
 */
public record RpcExecutors(Executor calls, Executor uploads, BooleanSupplier takesUploads) {

  /** One executor for everything. */
  public static RpcExecutors all(Executor executor) {
    return new RpcExecutors(executor, executor, () -> true);
  }
}
