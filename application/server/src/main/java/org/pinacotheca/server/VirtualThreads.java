package org.pinacotheca.server;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Runs every task on a virtual thread of its own, up to a limit; beyond it a task is refused at
 * once, so that overload is told early and not queued. Thread-safe.
 */
final class VirtualThreads implements Executor {
  private final int tasksMax;
  private final Semaphore places;

  VirtualThreads(int tasksMax) {
    this.tasksMax = tasksMax;
    this.places = new Semaphore(tasksMax);
  }

  @Override
  public void execute(Runnable task) {
    if (!places.tryAcquire()) {
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
}
