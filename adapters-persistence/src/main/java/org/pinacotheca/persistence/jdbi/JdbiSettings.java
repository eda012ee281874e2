package org.pinacotheca.persistence.jdbi;

import java.time.Duration;

/**
 * How a storage uses its database.
 *
 * @param connectionsMax the most units of work at a time, 2 to 1000; more of them wait
 * @param connectionWaitMax how long one waits, at least 250 milliseconds; then it fails
 */
public record JdbiSettings(int connectionsMax, Duration connectionWaitMax) {
  /** Enough for one machine: 16 connections, 5 seconds. */
  public static final JdbiSettings DEFAULT = new JdbiSettings(16, Duration.ofSeconds(5));

  public JdbiSettings {
    if (connectionsMax < 2 || connectionsMax > 1000) {
      throw new IllegalArgumentException("a storage has 2-1000 connections, not " + connectionsMax);
    }
    if (connectionWaitMax.toMillis() < 250) {
      throw new IllegalArgumentException(
          "a connection is waited for at least 250 milliseconds, not " + connectionWaitMax);
    }
  }
}
