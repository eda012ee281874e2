package org.pinacotheca.tools.cli;

import picocli.CommandLine.ParseResult;

/** The action of a command; the user object of its picocli specification. */
@FunctionalInterface
public interface Action {
  /** The exit status on failure. */
  int FAILED = 1;

  /** The exit status for an unusable argument or setting. */
  int MISUSED = 2;

  /**
   * Runs the command.
   *
   * @return the exit status: 0 on success, 1 when something was left undone
   * @throws CommandFailedException when it fails
   * @throws picocli.CommandLine.ParameterException for an unusable argument
   */
  int run(ParseResult arguments, Environment environment);
}
