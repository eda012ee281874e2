package org.pinacotheca.embedded.assembly;

import org.pinacotheca.application.api.operations.Operations;
import org.pinacotheca.application.api.operations.Operations.Swept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the hourly sweep, and records it in the log. Thread-safe. */
public final class Sweep {
  /** Counts nothing. */
  static final Counts IGNORED = new Counts() {};

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final Operations operations;
  private final MediaLocation media;
  private final Counts counts;

  /** A sweep of the gallery whose pictures are there. */
  public Sweep(Operations operations, MediaLocation media, Counts counts) {
    this.operations = operations;
    this.media = media;
    this.counts = counts;
  }

  /** Counts sweeps by outcome. */
  public interface Counts {
    /** So many orphaned files were removed. */
    default void done(int orphans) {}

    /** No file was removed, because something is wrong. */
    default void stopped() {}

    /** The storage failed. */
    default void failed() {}
  }

  /** Sweeps once; throws nothing. */
  public void run() {
    try {
      switch (operations.sweep()) {
        case Swept.Done(int orphans) -> {
          counts.done(orphans);
          LOG.info("swept {} pictures' files that no picture has", orphans);
        }
        case Swept.Stopped(long orphans, long stored) -> {
          counts.stopped();
          LOG.error(
              "The sweep stopped and removed nothing: the files of {} of {} stored pictures belong"
                  + " to no picture of the database. Is this the right database, and not an older"
                  + " one? If so, allow one sweep of {} files: 'pinacotheca admin media sweep"
                  + " --files-max {}', see 'Database and media' in docs/operating.md, or"
                  + " Operations.sweep in a program",
              orphans,
              stored,
              orphans,
              orphans);
        }
        case Swept.NotClaimed(var why) -> {
          counts.stopped();
          LOG.error("The sweep removed no files: {}", MediaClaimCheck.words(why, media));
        }
      }
    } catch (RuntimeException e) {
      counts.failed();
      LOG.warn("the sweep failed; it is tried again in an hour", e);
    }
  }
}
