package org.pinacotheca.tools.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pinacotheca generate-completion}: prints the completion script for bash and zsh. */
public final class CompletionCommand implements Action {
  private CompletionCommand() {}

  public static CommandSpec spec() {
    return CommandSpecs.command(
        "generate-completion",
        new CompletionCommand(),
        List.of(
            "Prints a script by which bash and zsh complete commands and options of pinacotheca."),
        List.of("generate-completion > ~/.pinacotheca-completion"));
  }

  @Override
  public int run(ParseResult arguments, Environment environment) {
    CommandLine top = arguments.commandSpec().root().commandLine();
    environment.out().print(AutoComplete.bash("pinacotheca", top));
    return 0;
  }
}
