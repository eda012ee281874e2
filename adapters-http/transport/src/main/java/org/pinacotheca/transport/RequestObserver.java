package org.pinacotheca.transport;

import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Observes requests for the operator. Thread-safe. */
@FunctionalInterface
public interface RequestObserver {

  /** Called when a request's head has been read. Runs on its event loop and must not block. */
  Observation begun(HttpServerRequest request);

  /** An observer of finished requests only. */
  static RequestObserver atEnd(Consumer<RequestRecord> reported) {
    return _ -> reported::accept;
  }

  /**
   * One observed request. Thread-safe: it ends when the client disconnects, even while the request
   * is still processed.
   */
  @FunctionalInterface
  interface Observation {

    /**
     * Runs a part of the request's work, or of its logging, on the calling thread. Rethrows what
     * the work throws.
     */
    default void during(Runnable work) {
      work.run();
    }

    /**
     * Called when it is known what is served, before anything else is done; on the request's event
     * loop or on a worker.
     *
     * @param operation one of a fixed list
     * @throws RefusedForNowException to refuse the request
     */
    default void serves(String operation) {}

    /** Called once when the request is finished. Runs on its event loop and must not block. */
    void ended(RequestRecord request);
  }
}
