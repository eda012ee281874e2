package org.pinacotheca.server.tracing;

import io.vertx.core.http.HttpServerRequest;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.RequestRecord;

/** Starts and ends the spans of requests. Thread-safe. */
final class TracedRequests implements RequestObserver {
  private final Spans spans;
  private final RequestObserver observer;

  TracedRequests(Spans spans, RequestObserver observer) {
    this.spans = spans;
    this.observer = observer;
  }

  @Override
  public Observation begun(HttpServerRequest request) {
    Observation observation = observer.begun(request);
    if (isWatching(request.path())) {
      return observation;
    }
    RequestSpan span = spans.begin(request);
    return new Observation() {
      @Override
      public void during(Runnable work) {
        span.during(() -> observation.during(work));
      }

      @Override
      public void ended(RequestRecord served) {
        span.during(() -> observation.ended(served));
        span.end(served);
      }
    };
  }

  /** Frequent health and metrics requests would only hide the others. */
  private static boolean isWatching(String path) {
    return path != null && (path.startsWith("/health/") || path.equals("/metrics"));
  }
}
