package org.pinacotheca.server.metrics;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.pinacotheca.application.spi.InspectionStore;
import org.pinacotheca.application.spi.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the totals of the ledger. Computing them reads every account and grant, so it is done at
 * most every 15 seconds, and takes at most a hundredth of the time. Thread-safe.
 */
public final class LedgerTotals {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerTotals.class);
  private static final long PAUSE_NANOS_MIN = Duration.ofSeconds(15).toNanos();
  private static final int PAUSES_PER_READING = 100;
  private static final double CREDIT = 100;

  private final UnitOfWork work;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Reading last;

  /**
   * Creates the totals of a ledger.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public LedgerTotals(UnitOfWork work, LongSupplier nanoTime) {
    this.work = work;
    this.nanoTime = nanoTime;
    this.last = new Reading(Double.NaN, Double.NaN, nanoTime.getAsLong());
  }

  /**
   * Cached totals.
   *
   * @param next when to read again, in nanoseconds
   */
  private record Reading(double held, double granted, long next) {}

  /** Credits on all accounts together; NaN while they cannot be read. */
  double held() {
    return current().held;
  }

  /** Credits ever granted; NaN while they cannot be read. */
  double granted() {
    return current().granted;
  }

  /** During another thread's read, returns the cached totals. */
  private Reading current() {
    if (nanoTime.getAsLong() - last.next >= 0 && reading.tryLock()) {
      try {
        if (nanoTime.getAsLong() - last.next >= 0) {
          last = read();
        }
      } finally {
        reading.unlock();
      }
    }
    return last;
  }

  private Reading read() {
    long begun = nanoTime.getAsLong();
    double held = Double.NaN;
    double granted = Double.NaN;
    try {
      InspectionStore.Totals totals = work.read(tx -> tx.inspection().totals());
      held = totals.held() / CREDIT;
      granted = totals.granted() / CREDIT;
    } catch (RuntimeException e) {
      LOG.warn("the ledger could not be added up", e);
    }
    long ended = nanoTime.getAsLong();
    long pause = Math.max(PAUSE_NANOS_MIN, PAUSES_PER_READING * (ended - begun));
    return new Reading(held, granted, ended + pause);
  }
}
