package org.pinacotheca.persistence.jdbi;

import java.time.Duration;

/**
 * The connection settings of a storage.
 *
 * @param connectionsMax the most concurrent units of work, 2 to 1000; others wait
 * @param connectionWaitMax how long a unit of work waits before it fails, at least 250 milliseconds
 */
public record JdbiSettings(int connectionsMax, Duration connectionWaitMax) {
  /** The defaults, for one machine: 16 connections, 5 seconds. */
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
