package org.pinacotheca.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of the processes that are measured. All have the options with which the launcher
 * starts the server.
 */
final class Program {
  /** The libraries of the server, as the build lays them out. */
  private static final Path LIBRARIES =
      Path.of(System.getProperty("pinacotheca.lib", "application/server/target/lib"));

  private static final Path CACHE = LIBRARIES.resolveSibling("pinacotheca.aot");

  private Program() {}

  /** Whether the server starts with what the build has learnt. */
  static boolean hasCache() {
    return Files.isRegularFile(CACHE);
  }

  /** The server. */
  static ProcessBuilder server(List<String> options, List<String> arguments) {
    List<String> command = launcherOptions();
    command.addAll(options);
    if (hasCache()) {
      command.addAll(List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    command.addAll(List.of("-cp", LIBRARIES + "/*", "org.pinacotheca.server.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PINACOTHECA_"));
    return builder;
  }

  /** A program of this module. */
  static ProcessBuilder bare(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = launcherOptions();
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static List<String> launcherOptions() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-XX:NewSize=32m",
            "-Xmx512m",
            "-XX:TrimNativeHeapInterval=5000",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
  }
}
