package org.pinacotheca.benchmarks.measure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A built program, and the command lines of the measured processes. All have the options with which
 * the launcher starts the server.
 *
 * @param home the directory of the clone in which it was built
 */
public record Build(String name, Path home) {
  private static final Pattern OPTIONS =
      Pattern.compile("^java_options='([^']+)'", Pattern.MULTILINE);

  /** The build of this clone. */
  public static Build own() {
    return new Build("this build", Path.of(System.getProperty("pinacotheca.home", "")));
  }

  /** Another build to compare with, when {@code -Dbenchmark.other} names its directory. */
  public static Optional<Build> other() {
    String home = System.getProperty("benchmark.other", "");
    return home.isEmpty() ? Optional.empty() : Optional.of(new Build("other build", Path.of(home)));
  }

  /** This build, and the other one if there is one. */
  public static List<Build> all() {
    return Stream.concat(Stream.of(own()), other().stream()).toList();
  }

  /** The libraries of the server, as the build lays them out. */
  private Path libraries() {
    return home.resolve("application/server/target/lib");
  }

  private Path cache() {
    return libraries().resolveSibling("pinacotheca.aot");
  }

  /** Whether the server starts with the AOT cache of the build. */
  public boolean hasCache() {
    return Files.isRegularFile(cache());
  }

  /** The server. */
  ProcessBuilder server(List<String> options, List<String> arguments) {
    List<String> command = launcherOptions();
    command.addAll(options);
    if (hasCache()) {
      command.addAll(List.of("-XX:AOTCache=" + cache(), "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    command.addAll(List.of("-cp", classPath(), "org.pinacotheca.server.Main"));
    command.addAll(arguments);
    return withoutSettings(command);
  }

  /** The script that starts the program. */
  ProcessBuilder script(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(home.resolve("pinacotheca").toString()));
    command.addAll(arguments);
    return withoutSettings(command);
  }

  private static ProcessBuilder withoutSettings(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PINACOTHECA_"));
    return builder;
  }

  /** The libraries in the launcher's order. */
  private String classPath() {
    try (Stream<Path> files = Files.list(libraries())) {
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
    List<String> command = own().launcherOptions();
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private List<String> launcherOptions() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions());
    return command;
  }

  /** The options of the virtual machine that the launcher sets. */
  List<String> javaOptions() {
    Path launcher = home.resolve("pinacotheca");
    try {
      Matcher options = OPTIONS.matcher(Files.readString(launcher));
      if (!options.find()) {
        throw new IllegalStateException("the launcher names no java_options: " + launcher);
      }
      return List.of(options.group(1).strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException("the launcher cannot be read", e);
    }
  }
}
