package org.pinacotheca.server.metrics;

import io.micrometer.core.instrument.Counter;
import org.pinacotheca.embedded.assembly.Sweep;

/** Counts sweeps by outcome, and the files they removed. Thread-safe. */
public final class SweepCounts implements Sweep.Counts {
  private final Counter done;
  private final Counter stopped;
  private final Counter failed;
  private final Counter removed;

  /** Counts in these metrics. */
  public SweepCounts(Metrics metrics) {
    String swept = "Sweeps of what has expired, by outcome";
    done = metrics.counter("pinacotheca.sweeps", swept, "done");
    stopped = metrics.counter("pinacotheca.sweeps", swept, "stopped");
    failed = metrics.counter("pinacotheca.sweeps", swept, "failed");
    removed = metrics.counter("pinacotheca.swept.files", "Files that were removed for no picture");
  }

  @Override
  public void done(int orphans) {
    done.increment();
    removed.increment(orphans);
  }

  @Override
  public void stopped() {
    stopped.increment();
  }

  @Override
  public void failed() {
    failed.increment();
  }
}
