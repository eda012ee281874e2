package org.pinacotheca.server.tracing;

import io.vertx.core.http.HttpServerRequest;
import org.pinacotheca.rpc.settings.CallObserver;
import org.pinacotheca.rpc.settings.CallRecord;

/** Starts and ends the spans of signed RPC calls. Thread-safe. */
final class TracedCalls implements CallObserver {
  private final Spans spans;
  private final CallObserver observer;

  TracedCalls(Spans spans, CallObserver observer) {
    this.spans = spans;
    this.observer = observer;
  }

  @Override
  public Observation begun(HttpServerRequest request) {
    Observation observation = observer.begun(request);
    RequestSpan span = spans.begin(request);
    return new Observation() {
      @Override
      public void during(Runnable work) {
        span.during(() -> observation.during(work));
      }

      @Override
      public void ended(CallRecord served) {
        span.during(() -> observation.ended(served));
        span.end(Served.of(served));
      }
    };
  }
}
