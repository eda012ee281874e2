package org.pinacotheca.tools.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Helpers for picocli command specifications. */
public final class CommandSpecs {
  private static final int SECRET_BYTES_MAX = 10_000;

  private CommandSpecs() {}

  /** A command with its help; the examples come after the options. */
  public static CommandSpec command(
      String name, Action action, List<String> description, List<String> examples) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(action).name(name).addOption(help());
    spec.usageMessage().description(description.toArray(String[]::new)).sortOptions(false);
    spec.usageMessage().footer(examples(examples));
    return spec;
  }

  /** A command that only groups others. */
  public static CommandSpec group(String name, String description, List<String> examples) {
    CommandSpec spec = CommandSpec.create().name(name).addOption(help());
    spec.usageMessage().description(description).footer(examples(examples));
    return spec;
  }

  private static String[] examples(List<String> examples) {
    String[] lines = new String[examples.size() + 2];
    lines[0] = "";
    lines[1] = examples.size() == 1 ? "Example:" : "Examples:";
    for (int i = 0; i < examples.size(); i++) {
      lines[i + 2] = "  pinacotheca " + examples.get(i);
    }
    return lines;
  }

  public static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("print this help")
        .build();
  }

  /** An option with a text value. */
  public static OptionSpec option(String name, String placeholder, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(placeholder)
        .description(description)
        .build();
  }

  /** An option without a value. */
  public static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /** The one argument of a command, which must be given. */
  public static PositionalParamSpec argument(String placeholder, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .required(true)
        .type(String.class)
        .paramLabel(placeholder)
        .description(description)
        .build();
  }

  /** The options with the server's URL and the admin token. */
  public static void addServerOptions(CommandSpec spec) {
    spec.addOption(
        option(
            "--url",
            "URL",
            "address of the server (default: the host and port of its settings,"
                + " http://127.0.0.1:8080)"));
    spec.addOption(
        option(
            "--data",
            "DIR",
            "the server's data directory, whose admin-token is used when no other is given"
                + " (default: ./data)"));
    spec.addOption(
        option(
            "--admin-token-file",
            "FILE",
            "file with the admin token, - for standard input (default: the variable"
                + " PINACOTHECA_ADMIN_TOKEN, then DIR/admin-token)"));
    spec.addOption(option("--config", "FILE", "configuration file of the server"));
  }

  /** The URL of the server, without a trailing slash. */
  public static String url(ParseResult arguments, Installation installation) {
    String url = text(arguments, "--url").orElse(installation.url());
    if (!url.matches("https?://[^\\s/?#]+[^\\s?#]*")) {
      throw misused(
          arguments, "--url must be an address like http://127.0.0.1:8080, not '" + url + "'");
    }
    return url.replaceAll("/+$", "");
  }

  /** The value of a text option. */
  public static Optional<String> text(ParseResult arguments, String name) {
    return arguments.hasMatchedOption(name)
        ? Optional.of(arguments.matchedOptionValue(name, ""))
        : Optional.empty();
  }

  /** A secret read from a file, to keep it off the command line; {@code -} is standard input. */
  public static String secret(ParseResult arguments, String option, String file) {
    try {
      byte[] bytes;
      if (file.equals("-")) {
        bytes = System.in.readNBytes(SECRET_BYTES_MAX);
      } else {
        try (var in = Files.newInputStream(Path.of(file))) {
          bytes = in.readNBytes(SECRET_BYTES_MAX);
        }
      }
      String secret = new String(bytes, StandardCharsets.UTF_8).strip();
      if (secret.isEmpty()) {
        throw misused(arguments, option + ": the file '" + file + "' is empty");
      }
      return secret;
    } catch (NoSuchFileException e) {
      throw misused(arguments, option + ": there is no file '" + file + "'");
    } catch (IOException | IllegalArgumentException e) {
      throw misused(
          arguments, option + ": the file '" + file + "' cannot be read: " + e.getMessage());
    }
  }

  /** The exception for an unusable argument; ends the program with status 2. */
  public static ParameterException misused(ParseResult arguments, String message) {
    return new ParameterException(arguments.commandSpec().commandLine(), message);
  }
}
