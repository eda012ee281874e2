package org.pinacotheca.benchmarks;

import java.util.List;
import java.util.Locale;

/** What the load program measured in one round; latencies in microseconds. */
record Load(double perSecond, double p50, double p99) {
  static Load measure(Child program, int port, int connections, int milliseconds) {
    String[] words = program.ask(port + " " + connections + " " + milliseconds).split(" ", -1);
    return new Load(
        Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  static String row(String what, List<Load> rounds) {
    return String.format(
        Locale.ROOT,
        "%-34s %8.0f requests/s   p50 %6.2f ms   p99 %6.2f ms",
        what,
        Samples.median(rounds.stream().map(Load::perSecond).toList()),
        Samples.median(rounds.stream().map(Load::p50).toList()) / 1000,
        Samples.median(rounds.stream().map(Load::p99).toList()) / 1000);
  }

  static List<String> rounded(List<Double> ratios) {
    return ratios.stream().map(ratio -> String.format(Locale.ROOT, "%.3f", ratio)).toList();
  }
}
