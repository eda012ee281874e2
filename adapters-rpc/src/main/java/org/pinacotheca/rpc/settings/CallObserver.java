package org.pinacotheca.rpc.settings;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Watches the calls of the signed RPC for the operator. Thread-safe. */
@FunctionalInterface
public interface CallObserver {

  /** A request's head has been read. Told on its event loop, so that this must not wait. */
  Observation begun(HttpServerRequest request);

  /** An observer who is only told of calls that are done with. */
  static CallObserver atEnd(Consumer<CallRecord> told) {
    return _ -> told::accept;
  }

  /**
   * One call that is watched. Thread-safe: a client may be gone, which ends it, while his call is
   * still worked on.
   */
  @FunctionalInterface
  interface Observation {

    /**
     * Runs a part of what is done for the call, or writes something to the log about it, on the
     * thread that calls. Whatever the work throws is thrown on.
     */
    default void during(Runnable work) {
      work.run();
    }

    /** The call is done with. Told once, on its event loop, so that this must not wait. */
    void ended(CallRecord call);
  }
}
