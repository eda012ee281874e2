package org.pinacotheca.benchmarks.measure;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** The number of a measuring thread, and how often it has called. */
@State(Scope.Thread)
public class Turn {
  private int thread;
  private int calls;

  /** Takes the number of the thread. */
  @Setup
  public void begin(ThreadParams threads) {
    thread = threads.getThreadIndex();
  }

  public int thread() {
    return thread;
  }

  /** The number of the next call, from 0. */
  public int next() {
    return calls++;
  }
}
