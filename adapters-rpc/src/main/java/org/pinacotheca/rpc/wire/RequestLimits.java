package org.pinacotheca.rpc.wire;

import java.time.Duration;
import org.pinacotheca.transport.BodyLimits;

/**
 * The limits of a request. Sizes are in bytes.
 *
 * @param requestBytesMax the whole body as sent
 * @param formBytesMax a urlencoded body, which is held in memory
 * @param partsMax parts of a multipart body
 * @param parametersMax parameters of a request, in query and body
 * @param textBytesMax the value of one parameter, decoded
 * @param headerBytesMax the headers of one part
 * @param stallMax the longest time without a byte
 * @param readMax the longest time for the whole body
 */
public record RequestLimits(
    long requestBytesMax,
    int formBytesMax,
    int partsMax,
    int parametersMax,
    int textBytesMax,
    int headerBytesMax,
    Duration stallMax,
    Duration readMax) {

  /** The limits of the contract, and 64 MiB a request. */
  public static final RequestLimits STANDARD =
      new RequestLimits(
          64L << 20,
          1 << 18,
          64,
          256,
          16 << 10,
          8 << 10,
          Duration.ofSeconds(30),
          Duration.ofMinutes(10));

  public RequestLimits {
    requirePositive("requestBytesMax", requestBytesMax);
    requirePositive("formBytesMax", formBytesMax);
    requirePositive("partsMax", partsMax);
    requirePositive("parametersMax", parametersMax);
    requirePositive("textBytesMax", textBytesMax);
    requirePositive("headerBytesMax", headerBytesMax);
    requirePositive("stallMax", stallMax.toMillis());
    requirePositive("readMax", readMax.toMillis());
  }

  /** A copy with another size of the whole request. */
  public RequestLimits withRequestBytesMax(long bytes) {
    return new RequestLimits(
        bytes,
        formBytesMax,
        partsMax,
        parametersMax,
        textBytesMax,
        headerBytesMax,
        stallMax,
        readMax);
  }

  /** A copy with other timeouts. */
  public RequestLimits withTimes(Duration stall, Duration read) {
    return new RequestLimits(
        requestBytesMax,
        formBytesMax,
        partsMax,
        parametersMax,
        textBytesMax,
        headerBytesMax,
        stall,
        read);
  }

  /** The limits of the whole body. */
  BodyLimits body() {
    return new BodyLimits(requestBytesMax, stallMax, readMax);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
