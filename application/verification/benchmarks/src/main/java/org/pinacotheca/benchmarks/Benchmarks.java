package org.pinacotheca.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pinacotheca.benchmarks.growth.GrowthBenchmark;
import org.pinacotheca.benchmarks.measure.Figure;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * Measures the gallery and prints a table of results and aims. Takes the names of the benchmarks to
 * run, by default all but the long ones. Its exit status shows whether it could measure, not
 * whether the aims are met.
 */
public final class Benchmarks {
  private static final int EXIT_MISUSED = 2;

  private Benchmarks() {}

  private interface Benchmark {
    List<Figure> run(Workplace workplace, PrintStream out) throws Exception;
  }

  private static final Map<String, Benchmark> ALL = all();

  /** Run only when named. */
  private static final Set<String> LONG = Set.of("growth");

  private static Map<String, Benchmark> all() {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("albums", AlbumsBenchmark::run);
    all.put("looks", LooksBenchmark::run);
    all.put("media", MediaBenchmark::run);
    all.put("traces", TracesBenchmark::run);
    all.put("uploads", UploadsBenchmark::run);
    all.put("commits", CommitsBenchmark::run);
    all.put("unlocks", UnlocksBenchmark::run);
    all.put("overload", OverloadBenchmark::run);
    all.put("start", StartBenchmark::run);
    all.put("sizing", SizingBenchmark::run);
    all.put("growth", GrowthBenchmark::run);
    return all;
  }

  /** Runs the named benchmarks; {@code all} means every one that is not long. */
  public static void main(String[] names) throws Exception {
    List<String> wanted =
        names.length == 0 || names[0].equals("all")
            ? ALL.keySet().stream().filter(name -> !LONG.contains(name)).toList()
            : List.of(names);
    for (String name : wanted) {
      if (!ALL.containsKey(name)) {
        System.err.println("there is no benchmark '" + name + "'; there are " + ALL.keySet());
        System.exit(EXIT_MISUSED);
      }
    }
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        "%d processors, Java %s, %s %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    List<Figure> figures = new ArrayList<>();
    try (Workplace workplace = Workplace.open()) {
      for (String name : wanted) {
        out.println();
        figures.addAll(ALL.getOrDefault(name, (_, _) -> List.of()).run(workplace, out));
      }
    }
    out.println();
    figures.forEach(figure -> out.println(figure.row()));
  }
}
