package org.pinacotheca.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The throughput of two methods, measured by JMH in processes with the launcher's options.
 *
 * @param ours the median of the calls per second of one method
 * @param theirs that of the other
 * @param ratio the median of the ratios of single rounds
 */
public record Throughput(double ours, double theirs, double ratio) {
  private static final int ROUNDS = 3;
  private static final int ITERATIONS = 3;
  private static final TimeValue WARM_UP = TimeValue.seconds(3);
  private static final TimeValue MEASUREMENT = TimeValue.seconds(2);

  /** Measures two methods of a class in turn, by as many threads each. */
  public static Throughput compare(Class<?> benchmarks, String our, String their, int threads)
      throws RunnerException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(perSecond(benchmarks, our, threads));
      theirs.add(perSecond(benchmarks, their, threads));
      ratios.add(ours.getLast() / theirs.getLast());
    }
    return new Throughput(Samples.median(ours), Samples.median(theirs), Samples.median(ratios));
  }

  private static double perSecond(Class<?> benchmarks, String method, int threads)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmarks.getName() + "." + method) + "$")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .threads(threads)
            .forks(1)
            .jvmArgs(Build.own().javaOptions().toArray(String[]::new))
            .warmupIterations(2)
            .warmupTime(WARM_UP)
            .measurementIterations(ITERATIONS)
            .measurementTime(MEASUREMENT)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    return new Runner(options).runSingle().getPrimaryResult().getScore();
  }
}
