package org.pinacotheca.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/** Statistics of repeated measurements. */
public final class Samples {
  private Samples() {}

  /** The median: the middle sample, or the mean of the two in the middle. */
  public static double median(Collection<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The quantile {@code share} of the first {@code count} samples of the array; sorts them. */
  public static long quantile(long[] samples, int count, double share) {
    Arrays.sort(samples, 0, count);
    return samples[Math.clamp((long) Math.ceil(share * count) - 1, 0, count - 1)];
  }
}
