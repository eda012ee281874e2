package org.pinacotheca.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result of the load program in one round; latencies in microseconds. */
public record Load(double perSecond, double p50, double p99) {
  private static final int ROUNDS = 5;
  private static final int ROUND_MILLIS = 4_000;
  private static final int WARM_UP_MILLIS = 15_000;

  /** One of two compared servers, and the program that sends it requests. */
  public record Side(String name, Child program, int port) {}

  public static void warmUp(Child program, int port) {
    measure(program, port, 64, WARM_UP_MILLIS);
  }

  /** The median ratio of the requests per second of both sides, which take turns. */
  public static double ratio(Side one, Side other, int connections, PrintStream out) {
    List<Load> ones = new ArrayList<>();
    List<Load> others = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Load ours = measure(one.program, one.port, connections, ROUND_MILLIS);
      Load theirs = measure(other.program, other.port, connections, ROUND_MILLIS);
      ones.add(ours);
      others.add(theirs);
      ratios.add(ours.perSecond() / theirs.perSecond());
    }
    double ratio = Samples.median(ratios);
    out.println(row("  " + one.name + ", " + connections + " connections", ones));
    out.println(row("  " + other.name + ", " + connections + " connections", others));
    out.printf(Locale.ROOT, "  ratio %.3f, by round %s%n", ratio, rounded(ratios));
    return ratio;
  }

  public static Load measure(Child program, int port, int connections, int milliseconds) {
    String[] words = program.ask(port + " " + connections + " " + milliseconds).split(" ", -1);
    return new Load(
        Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  public static String row(String what, List<Load> rounds) {
    return String.format(
        Locale.ROOT,
        "%-34s %8.0f requests/s   p50 %6.2f ms   p99 %6.2f ms",
        what,
        Samples.median(rounds.stream().map(Load::perSecond).toList()),
        Samples.median(rounds.stream().map(Load::p50).toList()) / 1000,
        Samples.median(rounds.stream().map(Load::p99).toList()) / 1000);
  }

  private static List<String> rounded(List<Double> ratios) {
    return ratios.stream().map(ratio -> String.format(Locale.ROOT, "%.3f", ratio)).toList();
  }
}
