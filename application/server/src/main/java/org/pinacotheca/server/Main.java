package org.pinacotheca.server;

import ch.qos.logback.classic.Level;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pinacotheca.server.backup.BackupCommand;
import org.pinacotheca.server.backup.RestoreCommand;
import org.pinacotheca.server.check.CheckCommand;
import org.pinacotheca.server.config.BadSettingException;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingOptions;
import org.pinacotheca.server.config.StartFailedException;
import org.pinacotheca.server.config.Version;
import org.pinacotheca.server.demo.Demo;
import org.pinacotheca.server.demo.SandboxCommand;
import org.pinacotheca.server.demo.SimulateCommand;
import org.pinacotheca.server.move.MoveCommand;
import org.pinacotheca.server.wiring.ClassCache;
import org.pinacotheca.server.wiring.Server;
import org.pinacotheca.tools.admin.AdminCommands;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.CompletionCommand;
import org.pinacotheca.tools.cli.Environment;
import org.pinacotheca.tools.cli.HealthCommand;
import org.pinacotheca.tools.cli.Installation;
import org.pinacotheca.tools.importing.ImportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of Pinacotheca. Exit status: 0 after a clean stop, 1 on failure, 2 for an
 * unusable argument or setting.
 */
public final class Main {
  private static final int HELP_WIDTH = 110;

  private Main() {}

  /** Runs a command and ends the process, unless a server was started. */
  public static void main(String[] arguments) {
    int status = run(arguments, System.getenv(), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs a command; returns its exit status, or 0 when a server keeps running. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    Locale.setDefault(Locale.ROOT);
    CommandLine commandLine = new CommandLine(commands()).setUsageHelpWidth(HELP_WIDTH);
    try {
      ParseResult parsed = commandLine.parseArgs(asked(arguments));
      if (parsed.isVersionHelpRequested()) {
        out.println("Pinacotheca " + Version.current());
        return 0;
      }
      ParseResult command = parsed;
      while (command.subcommand() != null) {
        command = command.subcommand();
      }
      if (command.isUsageHelpRequested()) {
        command.commandSpec().commandLine().usage(out, Ansi.OFF);
        return 0;
      }
      if (!command.commandSpec().subcommands().isEmpty()) {
        command.commandSpec().commandLine().usage(err, Ansi.OFF);
        return Action.MISUSED;
      }
      Action action = (Action) command.commandSpec().userObject();
      Logging.configure(ServerConfig.LogFormat.TEXT, Level.WARN);
      return action.run(command, environment(environment, out, err));
    } catch (ParameterException e) {
      err.println("pinacotheca: " + oneLine(explanation(e)));
      return Action.MISUSED;
    } catch (CommandFailedException e) {
      err.println("pinacotheca: " + oneLine(String.valueOf(e.getMessage())));
      return Action.FAILED;
    } catch (BadSettingException e) {
      err.println("pinacotheca: " + oneLine(String.valueOf(e.getMessage())));
      return Action.MISUSED;
    } catch (StartFailedException e) {
      err.println("pinacotheca: " + oneLine(String.valueOf(e.getMessage())));
      return Action.FAILED;
    }
  }

  /** {@code help serve} is {@code serve --help}. */
  private static String[] asked(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    asked[asked.length - 1] = "--help";
    return asked;
  }

  private static Environment environment(
      Map<String, String> environment, PrintStream out, PrintStream err) {
    return new Environment(
        Version.current(),
        environment,
        out,
        err,
        command -> {
          ServerConfig config = SettingOptions.config(command, environment);
          return new Installation(
              config.data(),
              config.mediaDirectory(),
              config.backupRefusal(),
              config.localUrl(),
              config.adminToken());
        });
  }

  private static int serve(ParseResult command, Environment environment) {
    ServerConfig config = SettingOptions.config(command, environment.environment());
    Logging.configure(config.logFormat(), Level.INFO);
    Server.start(config).stopWithProcess(environment.out());
    ClassCache.tellWhenUnused();
    return 0;
  }

  private static int demo(ParseResult command, Environment environment) {
    Demo.start(SettingOptions.chosen(command), environment.out());
    return 0;
  }

  /** All commands of the command line. */
  static CommandSpec commands() {
    CommandSpec top =
        CommandSpec.create()
            .name("pinacotheca")
            .addOption(CommandSpecs.help())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("print the version")
                    .build());
    top.usageMessage()
        .description("A private picture gallery as a service.")
        .footer(
            "",
            "Try it:  pinacotheca demo",
            "Run it:  pinacotheca serve --data /var/lib/pinacotheca",
            "Check what it keeps:  pinacotheca check --data /var/lib/pinacotheca");
    top.addSubcommand("serve", new CommandLine(serve()));
    top.addSubcommand("demo", new CommandLine(demo()));
    top.addSubcommand(SandboxCommand.NAME, new CommandLine(SandboxCommand.spec()));
    top.addSubcommand(SimulateCommand.NAME, new CommandLine(SimulateCommand.spec()));
    top.addSubcommand(CheckCommand.NAME, new CommandLine(CheckCommand.spec()));
    top.addSubcommand("admin", AdminCommands.spec());
    top.addSubcommand("import", ImportCommand.spec());
    top.addSubcommand("backup", BackupCommand.spec());
    top.addSubcommand("restore", RestoreCommand.spec());
    top.addSubcommand("health", HealthCommand.spec());
    top.addSubcommand(MoveCommand.NAME, new CommandLine(MoveCommand.spec()));
    top.addSubcommand("generate-completion", CompletionCommand.spec());
    return top;
  }

  private static CommandSpec serve() {
    Action action = Main::serve;
    CommandSpec serve =
        CommandSpec.wrapWithoutInspection(action).name("serve").addOption(CommandSpecs.help());
    serve
        .usageMessage()
        .description("Serves the gallery until it is stopped.")
        .sortOptions(false)
        .footer(
            "",
            "Every option but --config also stands in the environment as PINACOTHECA_NAME and in"
                + " the",
            "configuration file as name=VALUE; the command line wins over the environment over the"
                + " file.",
            "The admin token is read from PINACOTHECA_ADMIN_TOKEN or the file (admin-token=...),"
                + " the master key,",
            "for nodes that share a database, from PINACOTHECA_MASTER_KEY or the file"
                + " (master-key=...).",
            "Credentials of an S3 store are those that Amazon's tools use (AWS_ACCESS_KEY_ID,"
                + " ...).",
            "",
            "Example:  pinacotheca serve --data /var/lib/pinacotheca --port 8080");
    for (ServerSetting setting : ServerSetting.values()) {
      if (!setting.isSecret()) {
        serve.addOption(SettingOptions.option(setting));
      }
    }
    serve.addOption(SettingOptions.configFile());
    return serve;
  }

  private static CommandSpec demo() {
    Action action = Main::demo;
    CommandSpec demo =
        CommandSpec.wrapWithoutInspection(action).name("demo").addOption(CommandSpecs.help());
    demo.usageMessage()
        .description(
            "Serves a gallery with example members and pictures.",
            "Prints commands to try it with. Everything is in a temporary directory; nothing is"
                + " kept.")
        .footer("", "Example:  pinacotheca demo --port 9000");
    demo.addOption(SettingOptions.option(ServerSetting.HOST));
    demo.addOption(SettingOptions.option(ServerSetting.PORT));
    return demo;
  }

  private static String explanation(ParameterException e) {
    CommandLine command = e.getCommandLine();
    // A misspelt option is often why another is missing, and is then the better message.
    List<String> unknown =
        switch (e) {
          case UnmatchedArgumentException unmatched -> unmatched.getUnmatched();
          case MissingParameterException _ -> command.getUnmatchedArguments();
          default -> List.of();
        };
    String explanation =
        unknown.isEmpty()
            ? String.valueOf(e.getMessage()).replaceFirst("^Error: ", "")
            : unknown(command, unknown);
    return explanation + "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
  }

  private static String unknown(CommandLine command, List<String> arguments) {
    List<String> suggestions = new UnmatchedArgumentException(command, arguments).getSuggestions();
    String first = arguments.getFirst();
    return (first.startsWith("-") ? "unknown option '" : "unknown command or argument '")
        + first
        + "'"
        + (suggestions.isEmpty() ? "" : "; did you mean '" + suggestions.getFirst() + "'?");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
