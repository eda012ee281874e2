package org.pinacotheca.server.cli;

import picocli.CommandLine.ParseResult;

/** What a command does; the user object of its picocli specification. */
@FunctionalInterface
public interface Action {
  /** The exit status when something fails. */
  int FAILED = 1;

  /** The exit status when an argument or setting cannot be used. */
  int MISUSED = 2;

  /**
   * Does it.
   *
   * @return the exit status: 0 when all went well, 1 when something was left undone
   * @throws CommandFailedException when it cannot be done
   * @throws picocli.CommandLine.ParameterException when an argument cannot be used
   */
  int run(ParseResult arguments, Environment surroundings);
}
