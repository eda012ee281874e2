package org.pinacotheca.server.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the connections of all event loops. Thread-safe. */
public final class ConnectionLimit {
  private final int max;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  ConnectionLimit(int max) {
    this.max = max;
  }

  /**
   * The limit, or less if the process may not open twice as many more files: a request may need a
   * file in addition to its connection.
   */
  public static ConnectionLimit withinFiles(int wanted) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? withinFiles(wanted, unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount())
        : new ConnectionLimit(wanted);
  }

  public static ConnectionLimit withinFiles(int wanted, long filesMax, long filesOpen) {
    return new ConnectionLimit((int) Math.max(1, Math.min(wanted, (filesMax - filesOpen) / 2)));
  }

  /** Counts a new connection; returns whether there are too many now. */
  boolean isPassedByNext() {
    return open.incrementAndGet() > max;
  }

  /** Counts a closed connection. */
  void closed() {
    open.decrementAndGet();
  }

  /** Notes a connection that was closed because of the limit. */
  void refused() {
    refused.increment();
  }

  public int max() {
    return max;
  }

  public int open() {
    return open.get();
  }

  public long refusals() {
    return refused.sum();
  }
}
