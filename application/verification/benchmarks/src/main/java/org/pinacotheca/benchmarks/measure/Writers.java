package org.pinacotheca.benchmarks.measure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that write continuously, on two sides that take turns. */
public final class Writers implements AutoCloseable {
  private static final int ROUNDS = 5;
  private static final long ROUND_MILLIS = 3_000;
  private static final long WARM_UP_MILLIS = 6_000;

  private final ExecutorService executor;

  public Writers(int threadsMax) {
    this.executor = Executors.newFixedThreadPool(threadsMax);
  }

  /** Medians of the writes per second of both sides, and of the ratios of single rounds. */
  public record Compared(double ours, double theirs, double ratio) {}

  public void warmUp(int threads, Task task) throws InterruptedException, ExecutionException {
    rate(threads, WARM_UP_MILLIS, task);
  }

  public Compared compare(int threads, Task our, Task their)
      throws InterruptedException, ExecutionException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(rate(threads, ROUND_MILLIS, our));
      theirs.add(rate(threads, ROUND_MILLIS, their));
      ratios.add(ours.getLast() / theirs.getLast());
    }
    return new Compared(Samples.median(ours), Samples.median(theirs), Samples.median(ratios));
  }

  /** One durable write of one of several threads, its {@code count}-th of this round. */
  public interface Task {
    void write(int thread, long count) throws SQLException;
  }

  private double rate(int threads, long milliseconds, Task task)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long nanos = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    List<Future<Long>> writers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      writers.add(
          executor.submit(() -> {
            long count = 0;
            while (System.nanoTime() - begin < nanos) {
              task.write(thread, count);
              count++;
            }
            return count;
          }));
    }
    long total = 0;
    for (Future<Long> writer : writers) {
      total += writer.get();
    }
    return total / ((System.nanoTime() - begin) / 1e9);
  }

  @Override
  public void close() {
    executor.close();
  }
}
