package org.pinacotheca.transport;

import java.util.concurrent.Executor;

/**
 * Runs the tasks of one kind of work, each on a thread that may block. {@link #execute} never
 * blocks: it throws {@link java.util.concurrent.RejectedExecutionException} when there is no room,
 * or cancels the task where that is a {@link java.util.concurrent.Future}; it may also cancel one
 * that it has queued. Thread-safe.
 */
public interface Workers extends Executor {
  /**
   * Whether a task would be accepted now; called on an event loop before anything is prepared for
   * it.
   */
  boolean hasRoom();

  /** Workers without a limit of their own. */
  static Workers of(Executor executor) {
    return new Workers() {
      @Override
      public boolean hasRoom() {
        return true;
      }

      @Override
      public void execute(Runnable task) {
        executor.execute(task);
      }
    };
  }
}
