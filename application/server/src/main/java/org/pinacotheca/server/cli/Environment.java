package org.pinacotheca.server.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/**
 * Where a command runs.
 *
 * @param installations what the settings say, the options among the arguments first
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

  /** A variable of the environment that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether a person watches, and not a program or a file. */
  public boolean isWatched() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  @Override
  public String toString() {
    return "Surroundings";
  }
}
