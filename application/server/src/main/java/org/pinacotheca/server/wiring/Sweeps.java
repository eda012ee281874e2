package org.pinacotheca.server.wiring;

import io.micrometer.core.instrument.Counter;
import org.pinacotheca.application.api.operations.Operations;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.pinacotheca.server.config.MediaPlace;
import org.pinacotheca.server.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the hourly sweep, and records it in log and metrics. Thread-safe. */
final class Sweeps {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

  private final Operations operations;
  private final MediaPlace media;
  private final Counter done;
  private final Counter stopped;
  private final Counter failed;
  private final Counter removed;

  Sweeps(Operations operations, MediaPlace media, Metrics metrics) {
    this.operations = operations;
    this.media = media;
    String swept = "Sweeps of what has expired, by outcome";
    done = metrics.counter("pinacotheca.sweeps", swept, "done");
    stopped = metrics.counter("pinacotheca.sweeps", swept, "stopped");
    failed = metrics.counter("pinacotheca.sweeps", swept, "failed");
    removed = metrics.counter("pinacotheca.swept.files", "Files that were removed for no picture");
  }

  void run() {
    try {
      switch (operations.sweep()) {
        case Swept.Done(int orphans) -> {
          done.increment();
          removed.increment(orphans);
          LOG.info("swept {} pictures' files that no picture has", orphans);
        }
        case Swept.Stopped(long orphans, long stored) -> {
          stopped.increment();
          LOG.error(
              "The sweep stopped and removed nothing: the files of {} of {} stored pictures belong"
                  + " to no picture of the database. Is this the right database, and not an older"
                  + " one? If so, run 'pinacotheca admin media sweep --files-max {}'; see 'Database"
                  + " and media' in docs/operating.md",
              orphans,
              stored,
              orphans);
        }
        case Swept.NotClaimed(var why) -> {
          stopped.increment();
          LOG.error("The sweep removed no files: {}", MediaClaimCheck.words(why, media));
        }
      }
    } catch (RuntimeException e) {
      failed.increment();
      LOG.warn("the sweep failed; it is tried again in an hour", e);
    }
  }
}
