package org.pinacotheca.sandbox;

/**
 * The settings of a sandbox.
 *
 * @param host the address to listen on
 * @param port 0 picks a free one
 * @param seed decides ids, tokens and everything else
 */
public record SandboxSettings(String host, int port, long seed) {
  /** The seed of a sandbox that is given none. */
  public static final long SEED = 1;

  public SandboxSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
    }
  }

  /** Listens on the loopback address only. */
  public static SandboxSettings onPort(int port) {
    return new SandboxSettings("127.0.0.1", port, SEED);
  }

  /** The same with another seed. */
  public SandboxSettings withSeed(long newSeed) {
    return new SandboxSettings(host, port, newSeed);
  }
}
