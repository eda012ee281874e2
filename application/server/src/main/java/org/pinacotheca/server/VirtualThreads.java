package org.pinacotheca.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs every task on a virtual thread of its own, up to a limit; beyond it a task is refused at
 * once, so that overload is told early and not queued. Thread-safe.
 */
final class VirtualThreads implements Executor {
  private final int tasksMax;
  private final Semaphore places;
  private final LongAdder refused = new LongAdder();

  VirtualThreads(int tasksMax) {
    this.tasksMax = tasksMax;
    this.places = new Semaphore(tasksMax);
  }

  @Override
  public void execute(Runnable task) {
    if (!places.tryAcquire()) {
      refused.increment();
      throw new RejectedExecutionException("all " + tasksMax + " places are taken");
    }
    Thread.ofVirtual()
        .name("request")
        .start(() -> {
          try {
            task.run();
          } finally {
            places.release();
          }
        });
  }

  int tasksMax() {
    return tasksMax;
  }

  /** How many tasks run now. */
  int running() {
    return tasksMax - places.availablePermits();
  }

  /** How many tasks were refused so far. */
  long refused() {
    return refused.sum();
  }
}
