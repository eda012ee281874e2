package org.pinacotheca.http;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Where each kind of work runs. An executor gives each task a thread of its own that may block, and
 * throws {@link java.util.concurrent.RejectedExecutionException} when there is no room. Every task
 * is a {@link java.util.concurrent.Future}: an executor that let it wait, and will not run it after
 * all, cancels it, and the client is told that the service is overloaded.
 *
 * @param requests reads and writes
 * @param uploads work with pictures that have arrived
 * @param media reading of pictures that are sent, piece by piece
 * @param operations health, figures and the admin API
 * @param takesUploads asked on an event loop before the body of an upload is received, so that it
 *     must not wait; where it says no, the upload is refused as overload before it is sent
 */
public record RestExecutors(
    Executor requests,
    Executor uploads,
    Executor media,
    Executor operations,
    BooleanSupplier takesUploads) {

  /** One executor for everything. */
  public static RestExecutors all(Executor executor) {
    return new RestExecutors(executor, executor, executor, executor, () -> true);
  }
}
