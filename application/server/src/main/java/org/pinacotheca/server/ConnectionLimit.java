package org.pinacotheca.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the connections of all event loops. Thread-safe. */
final class ConnectionLimit {
  private final int max;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  ConnectionLimit(int max) {
    this.max = max;
  }

  /** So many, or fewer where the process may not open twice as many files. */
  static ConnectionLimit withinFiles(int wanted) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new ConnectionLimit((int) Math.min(wanted, unix.getMaxFileDescriptorCount() / 2))
        : new ConnectionLimit(wanted);
  }

  /** Counts one more; tells whether there are too many now. */
  boolean isPassedByNext() {
    return open.incrementAndGet() > max;
  }

  /** Counts one less. */
  void closed() {
    open.decrementAndGet();
  }

  /** Notes that one was closed because there were too many. */
  void refused() {
    refused.increment();
  }

  int max() {
    return max;
  }

  int open() {
    return open.get();
  }

  long refusals() {
    return refused.sum();
  }
}
