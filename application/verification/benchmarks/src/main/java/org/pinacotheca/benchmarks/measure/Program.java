package org.pinacotheca.benchmarks.measure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Command lines of the measured processes. All have the options with which the launcher starts the
 * server.
 */
public final class Program {
  private static final Path HOME = Path.of(System.getProperty("pinacotheca.home", ""));
  private static final Path LAUNCHER = HOME.resolve("pinacotheca");
  private static final Pattern OPTIONS =
      Pattern.compile("^java_options='([^']+)'", Pattern.MULTILINE);

  /** The libraries of the server, as the build lays them out. */
  private static final Path LIBRARIES = HOME.resolve("application/server/target/lib");

  private static final Path CACHE = LIBRARIES.resolveSibling("pinacotheca.aot");

  private Program() {}

  /** Whether the server starts with the AOT cache of the build. */
  public static boolean hasCache() {
    return Files.isRegularFile(CACHE);
  }

  /** The server. */
  static ProcessBuilder server(List<String> options, List<String> arguments) {
    List<String> command = launcherOptions();
    command.addAll(options);
    if (hasCache()) {
      command.addAll(List.of("-XX:AOTCache=" + CACHE, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    command.addAll(List.of("-cp", libraries(), "org.pinacotheca.server.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PINACOTHECA_"));
    return builder;
  }

  /** The libraries in the launcher's order. */
  private static String libraries() {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".jar"))
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException("the server's libraries cannot be listed", e);
    }
  }

  /** A program of this module. */
  public static ProcessBuilder bare(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = launcherOptions();
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static List<String> launcherOptions() {
    try {
      Matcher options = OPTIONS.matcher(Files.readString(LAUNCHER));
      if (!options.find()) {
        throw new IllegalStateException("the launcher names no java_options: " + LAUNCHER);
      }
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(options.group(1).strip().split("\\s+")));
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException("the launcher cannot be read", e);
    }
  }
}
