package org.pinacotheca.sandbox;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.pinacotheca.domain.rate.RateWindow;
import org.pinacotheca.transport.Connections;
import org.pinacotheca.transport.RefusedForNowException;
import org.pinacotheca.transport.RefusedForNowException.Reason;
import org.pinacotheca.transport.RequestObserver;
import org.pinacotheca.transport.RequestRecord;

/** Records which operation each request is, and plants faults in it. Thread-safe. */
final class SandboxObserver implements RequestObserver {
  private final SandboxGallery sandbox;

  SandboxObserver(SandboxGallery sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public Observation begun(HttpServerRequest request) {
    Observed observed = new Observed(request);
    request.response().headersEndHandler(_ -> observed.beforeAnswer());
    return observed;
  }

  /** A request that may have a fault. */
  private final class Observed implements Observation {
    private final HttpServerRequest request;
    private final Optional<RequestLog.Entry> entry;
    private Duration delay = Duration.ZERO;
    private boolean isDropped;

    private Observed(HttpServerRequest request) {
      this.request = request;
      this.entry = sandbox.requests().find(request.getHeader(RequestLog.NUMBER_HEADER));
    }

    @Override
    public void serves(String operation) {
      entry.ifPresent(it -> it.serves(operation));
      sandbox.faults().next(operation).ifPresent(this::plant);
    }

    private void plant(PlannedFault fault) {
      entry.ifPresent(it -> it.plant(fault.kind()));
      switch (fault.kind()) {
        case STORAGE_UNAVAILABLE -> throw refused(Reason.STORAGE_UNAVAILABLE);
        case OVERLOADED -> throw refused(Reason.OVERLOADED);
        case RATE_LIMITED -> throw refused(Reason.RATE_LIMITED);
        case SLOW -> {
          setDelay(fault.delay());
          sleep();
        }
        case DROP -> drop();
        case DROP_BEFORE -> {
          Connections.abort(request.connection());
          throw refused(Reason.OVERLOADED);
        }
      }
    }

    private RefusedForNowException refused(Reason reason) {
      RateWindow window = RateWindow.of(sandbox.clock().instant());
      return new RefusedForNowException(reason, window.left(sandbox.clock().instant()));
    }

    private synchronized void setDelay(Duration newDelay) {
      delay = newDelay;
    }

    private synchronized Duration takeDelay() {
      Duration taken = delay;
      delay = Duration.ZERO;
      return taken;
    }

    private synchronized void drop() {
      isDropped = true;
    }

    private synchronized boolean isDropped() {
      return isDropped;
    }

    private void beforeAnswer() {
      if (isDropped()) {
        Connections.abort(request.connection());
      }
    }

    @Override
    public void during(Runnable work) {
      sleep();
      work.run();
    }

    /** Not on an event loop, where all requests would wait. */
    private void sleep() {
      if (Context.isOnEventLoopThread()) {
        return;
      }
      try {
        Thread.sleep(takeDelay());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void ended(RequestRecord request) {
      // The connection has been recorded.
    }
  }
}
