package org.pinacotheca.benchmarks.measure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pins the server to one processor and the load to another, so that they do not compete and a ratio
 * measures the server. Only possible on Linux with at least two processors.
 *
 * @param server the prefix of the server's command line; empty where nothing can be pinned
 * @param load the prefix for the load program
 */
public record Pinned(List<String> server, List<String> load) {
  private static final String ALLOWED = "Cpus_allowed_list:";

  public static Pinned ifPossible() {
    Optional<int[]> processors = processors();
    return processors.isPresent() && processors.get().length > 1 && hasTaskset()
        ? new Pinned(only(processors.get()[0]), only(processors.get()[1]))
        : new Pinned(List.of(), List.of());
  }

  private static List<String> only(int processor) {
    return List.of("taskset", "--cpu-list", Integer.toString(processor));
  }

  private static boolean hasTaskset() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "taskset")));
  }

  /** The processors that this process may use, which need not begin with the first. */
  private static Optional<int[]> processors() {
    try (Stream<String> facts = Files.lines(Path.of("/proc/self/status"))) {
      return facts
          .filter(fact -> fact.startsWith(ALLOWED))
          .map(fact -> fact.substring(ALLOWED.length()).strip().split(",", -1))
          .map(ranges -> Arrays.stream(ranges).flatMapToInt(Pinned::range).toArray())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static IntStream range(String text) {
    int[] ends = Arrays.stream(text.split("-", 2)).mapToInt(Integer::parseInt).toArray();
    return IntStream.rangeClosed(ends[0], ends[ends.length - 1]);
  }

  /** The same command line, on the processor of the load. */
  public ProcessBuilder asLoad(ProcessBuilder program) {
    program.command().addAll(0, load);
    return program;
  }

  @Override
  public String toString() {
    return server.isEmpty()
        ? "server and load share the processors, which nothing here can keep apart"
        : "the server has one processor and the load another";
  }
}
