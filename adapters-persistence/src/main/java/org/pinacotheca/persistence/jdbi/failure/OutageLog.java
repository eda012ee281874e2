package org.pinacotheca.persistence.jdbi.failure;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when the database becomes unavailable and when it is back, not every failed request in
 * between. Thread-safe.
 */
public final class OutageLog {
  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
  private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long AVAILABLE = 0;

  /** The time of the last log entry about the outage. */
  private final AtomicLong reported = new AtomicLong(AVAILABLE);

  /** Notes a unit of work that failed because of the outage. */
  public void unavailable(String what, Throwable failure) {
    long now = System.nanoTime() | 1;
    long before = reported.get();
    boolean isDue = before == AVAILABLE || now - before > REMINDER_NANOS;
    if (isDue && reported.compareAndSet(before, now)) {
      LOG.error("{}; requests are refused until it can be used again: {}", what, reason(failure));
    }
  }

  /** Notes a successful unit of work. */
  public void available() {
    if (reported.get() != AVAILABLE && reported.getAndSet(AVAILABLE) != AVAILABLE) {
      LOG.info("the database can be used again");
    }
  }

  /** The message of the innermost cause, from the database or its connection. */
  private static String reason(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        reason = e.getMessage() + " (SQL state " + e.getSQLState() + ")";
      }
    }
    return reason.replace('\n', ' ');
  }
}
