package org.pinacotheca.transport;

import java.time.Duration;

/**
 * The limits of one request body.
 *
 * @param bytesMax its size as sent
 * @param stallMax the longest time without a byte
 * @param readMax the longest time for the whole body
 */
public record BodyLimits(long bytesMax, Duration stallMax, Duration readMax) {
  private static final Duration STALL_MAX = Duration.ofSeconds(30);

  /** Limits with the usual time without a byte. */
  public static BodyLimits of(long bytesMax, Duration readMax) {
    return new BodyLimits(bytesMax, STALL_MAX, readMax);
  }
}
