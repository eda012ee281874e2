package org.pinacotheca.application;

/**
 * The most requests that are answered within one minute by the clock; 0 means no limit.
 *
 * @param application of all nodes together, for each application
 * @param member of all nodes together, for each member, whichever applications they use
 * @param address of each node, from each IPv4 address and each IPv6 network of 64 bits
 * @param failures of each node, from each such address, that named nobody known, or used a
 *     picture's address that was never issued
 * @param media of each node, from each such address, for pictures by their addresses; they do not
 *     count as {@code address}
 */
public record RateSettings(int application, int member, int address, int failures, int media) {
  /** No limits. */
  public static final RateSettings NONE = new RateSettings(0, 0, 0, 0, 0);

  public RateSettings {
    if (application < 0 || member < 0 || address < 0 || failures < 0 || media < 0) {
      throw new IllegalArgumentException("a limit is 0 or more requests a minute");
    }
  }
}
