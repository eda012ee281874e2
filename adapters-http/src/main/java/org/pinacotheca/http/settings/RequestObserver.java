package org.pinacotheca.http.settings;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Watches the requests of the REST door for the operator. Thread-safe. */
@FunctionalInterface
public interface RequestObserver {

  /** A request's head has been read. Told on its event loop, so that this must not wait. */
  Observation begun(HttpServerRequest request);

  /** An observer who is only told of requests that are done with. */
  static RequestObserver atEnd(Consumer<RequestRecord> told) {
    return _ -> told::accept;
  }

  /**
   * One request that is watched. Thread-safe: a client may be gone, which ends it, while his
   * request is still worked on.
   */
  @FunctionalInterface
  interface Observation {

    /**
     * Runs a part of what is done for the request, or writes something to the log about it, on the
     * thread that calls. Whatever the work throws is thrown on.
     */
    default void during(Runnable work) {
      work.run();
    }

    /** The request is done with. Told once, on its event loop, so that this must not wait. */
    void ended(RequestRecord request);
  }
}
