package org.pinacotheca.rpc.settings;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Observes the calls of the signed RPC for the operator. Thread-safe. */
@FunctionalInterface
public interface CallObserver {

  /** Called when a request's head has been read. Runs on its event loop and must not block. */
  Observation begun(HttpServerRequest request);

  /** An observer of finished calls only. */
  static CallObserver atEnd(Consumer<CallRecord> told) {
    return _ -> told::accept;
  }

  /**
   * One observed call. Thread-safe: it ends when the client disconnects, even while the call is
   * still processed.
   */
  @FunctionalInterface
  interface Observation {

    /**
     * Runs a part of the call's work, or of its logging, on the calling thread. Rethrows what the
     * work throws.
     */
    default void during(Runnable work) {
      work.run();
    }

    /** Called once when the call is finished. Runs on its event loop and must not block. */
    void ended(CallRecord call);
  }
}
