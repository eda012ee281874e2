package org.pinacotheca.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Work that a process does again and again, and its processor time. Used by one thread. */
public final class Work {
  private final String name;
  private final Child process;
  private final int timesPerSample;
  private final Runnable once;
  private final List<Double> samples = new ArrayList<>();

  /**
   * Names some work.
   *
   * @param once has the process do it, and waits for it
   */
  public Work(String name, Child process, int timesPerSample, Runnable once) {
    this.name = name;
    this.process = process;
    this.timesPerSample = timesPerSample;
    this.once = once;
  }

  public String name() {
    return name;
  }

  /** Has it done without measuring. */
  public void times(int count) {
    for (int i = 0; i < count; i++) {
      once.run();
    }
  }

  /** Takes a sample. */
  public void measure() {
    samples.add(secondsOf(timesPerSample));
  }

  /** The processor time of doing it once, as a mean of some times. */
  public double secondsOf(int count) {
    double before = process.cpuSeconds();
    times(count);
    return (process.cpuSeconds() - before) / count;
  }

  /** The median of the samples. */
  public double seconds() {
    return Samples.median(samples);
  }

  /** The ratio to other work. */
  public double to(Work reference) {
    return seconds() / reference.seconds();
  }

  /** Prints the time with the name. */
  public void print(double seconds, String which, PrintStream out) {
    out.printf(Locale.ROOT, "  %-34s %8.3f ms%s%n", name, seconds * 1000, which);
  }
}
