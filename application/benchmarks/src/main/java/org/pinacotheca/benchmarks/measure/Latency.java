package org.pinacotheca.benchmarks.measure;

/**
 * How long a call took, in microseconds.
 *
 * @param p95 what 95 of 100 calls keep
 */
public record Latency(double median, double p95) {
  /** Of samples in nanoseconds, which are sorted. */
  public static Latency of(long[] nanos) {
    return new Latency(
        Samples.quantile(nanos, nanos.length, 0.5) / 1e3,
        Samples.quantile(nanos, nanos.length, 0.95) / 1e3);
  }
}
