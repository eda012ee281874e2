package org.pinacotheca.tools.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/**
 * The environment of a command.
 *
 * @param installations finds the installation in the settings, options first
 */
public record Environment(
    String version,
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    Function<ParseResult, Installation> installations) {
  public Environment {
    environment = Map.copyOf(environment);
  }

  /** An environment variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether the output is a terminal. */
  public boolean isWatched() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  @Override
  public String toString() {
    return "Environment";
  }
}
