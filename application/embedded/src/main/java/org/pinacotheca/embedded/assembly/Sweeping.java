package org.pinacotheca.embedded.assembly;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sweeps a minute after the start and then every hour, on a daemon thread of its own. */
final class Sweeping implements AutoCloseable {
  private static final long FIRST_AFTER_MINUTES = 1;
  private static final long EVERY_MINUTES = 60;
  private static final long END_SECONDS_MAX = 10;

  private final ScheduledExecutorService thread;

  private Sweeping(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  static Sweeping start(Sweep sweep) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pinacotheca-sweep").factory());
    var _ =
        thread.scheduleWithFixedDelay(
            sweep::run, FIRST_AFTER_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    return new Sweeping(thread);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
