package org.pinacotheca.benchmarks.measure;

/**
 * The latency of a call in microseconds.
 *
 * @param p95 the 95th percentile
 */
public record Latency(double median, double p95) {
  /** The latency of samples in nanoseconds; sorts the array. */
  public static Latency of(long[] nanos) {
    return new Latency(
        Samples.quantile(nanos, nanos.length, 0.5) / 1e3,
        Samples.quantile(nanos, nanos.length, 0.95) / 1e3);
  }
}
