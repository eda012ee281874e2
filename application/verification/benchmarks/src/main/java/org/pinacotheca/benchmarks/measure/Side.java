package org.pinacotheca.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A server under load, and what it is asked.
 *
 * @param requests gives the next request; called by one thread
 */
public record Side(String name, Child process, int port, Supplier<Load.Request> requests) {
  private static final int ROUNDS = 5;
  private static final int ROUND_MILLIS = 4_000;
  private static final int WARM_UP_MILLIS = 12_000;
  private static final int WARM_UP_CONNECTIONS = 64;

  /** A server of the gallery. */
  public static Side of(String name, GalleryServer server, Supplier<Load.Request> requests) {
    return new Side(name, server.process(), server.port(), requests);
  }

  /**
   * A measured round.
   *
   * @param perSecond accepted requests a second
   * @param perProcessorSecond accepted requests in a second of the server's processor time, which
   *     neither the client nor other load on the machine changes
   */
  public record Rate(double perSecond, double perProcessorSecond, double p50, double p99) {}

  /** Saturates the server for as long as its code takes to be compiled. */
  public void warmUp(Load load) {
    load.saturate(port, WARM_UP_CONNECTIONS, WARM_UP_MILLIS, requests);
  }

  /** Measures one round. */
  public Rate measure(Load load, int connections, int millis) {
    double before = process.cpuSeconds();
    Load.Round round = load.saturate(port, connections, millis, requests);
    return new Rate(
        round.perSecond(),
        round.accepted() / (process.cpuSeconds() - before),
        round.latency(0.50),
        round.latency(0.99));
  }

  /**
   * The median ratio to the other side of the requests in a second of processor time. Both sides
   * take turns.
   */
  public double ratioTo(Side other, Load load, int connections, PrintStream out) {
    List<Rate> ours = new ArrayList<>();
    List<Rate> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> throughput = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(measure(load, connections, ROUND_MILLIS));
      theirs.add(other.measure(load, connections, ROUND_MILLIS));
      ratios.add(ours.getLast().perProcessorSecond / theirs.getLast().perProcessorSecond);
      throughput.add(ours.getLast().perSecond / theirs.getLast().perSecond);
    }
    double ratio = Samples.median(ratios);
    out.println(row("  " + name + ", " + connections + " connections", ours));
    out.println(row("  " + other.name + ", " + connections + " connections", theirs));
    out.printf(
        Locale.ROOT,
        "  ratio %.3f, by round %s; of requests a second %.3f%n",
        ratio,
        ratios.stream().map(each -> String.format(Locale.ROOT, "%.3f", each)).toList(),
        Samples.median(throughput));
    return ratio;
  }

  /** The medians of some rounds. */
  public static String row(String what, List<Rate> rounds) {
    return String.format(
        Locale.ROOT,
        "%-34s %8.0f requests/s  %6.0f us of processor  p50 %6.2f ms  p99 %6.2f ms",
        what,
        Samples.median(rounds.stream().map(Rate::perSecond).toList()),
        1e6 / Samples.median(rounds.stream().map(Rate::perProcessorSecond).toList()),
        Samples.median(rounds.stream().map(Rate::p50).toList()),
        Samples.median(rounds.stream().map(Rate::p99).toList()));
  }
}
