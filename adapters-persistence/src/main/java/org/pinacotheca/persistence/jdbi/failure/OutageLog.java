package org.pinacotheca.persistence.jdbi.failure;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator when the database goes away and when it is back, and not once for every
 * request in between. Thread-safe.
 */
public final class OutageLog {
  private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
  private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long AVAILABLE = 0;

  /** When it was last told that the database is away. */
  private final AtomicLong told = new AtomicLong(AVAILABLE);

  /** Notes that a unit of work was not possible. */
  public void unavailable(String what, Throwable failure) {
    long now = System.nanoTime() | 1;
    long before = told.get();
    boolean isDue = before == AVAILABLE || now - before > REMINDER_NANOS;
    if (isDue && told.compareAndSet(before, now)) {
      LOG.error("{}; requests are refused until it can be used again: {}", what, reason(failure));
    }
  }

  /** Notes that a unit of work was done. */
  public void available() {
    if (told.get() != AVAILABLE && told.getAndSet(AVAILABLE) != AVAILABLE) {
      LOG.info("the database can be used again");
    }
  }

  /** What the database or the connection to it says, which is the innermost of the causes. */
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
