package org.pinacotheca.server.check;

import ch.qos.logback.classic.Level;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.server.config.BadSettingException;
import org.pinacotheca.server.config.Logging;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.SettingOptions;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pinacotheca check}: inspects an installation without changing it. Exit status: 0 without
 * findings, 1 with findings, 2 when it cannot be inspected.
 */
public final class CheckCommand implements Action {
  public static final String NAME = "check";
  private static final String DEEP = "--deep";
  private static final String JSON = "--json";
  private static final String LISTED_MAX = "--findings-max";
  private static final String LISTED_MAX_STANDARD = "100";

  private CheckCommand() {}

  public static CommandSpec spec() {
    CommandSpec check =
        CommandSpec.wrapWithoutInspection(new CheckCommand())
            .name(NAME)
            .addOption(CommandSpecs.help());
    check
        .usageMessage()
        .description(
            "Compares database, pictures and ledger.",
            "Prints one line for each thing that is wrong and changes nothing. Exit status: 0 all"
                + " is well, 1 something is wrong, 2 cannot be checked.")
        .sortOptions(false)
        .footer(
            "",
            "The embedded database is checked while its server is stopped, or in a copy of DIR;",
            "PostgreSQL may be checked beside its servers. After a kill the embedded database is",
            "copied to the temporary directory, which takes up to twice its room (another one:",
            "JAVA_OPTS=-Djava.io.tmpdir=PATH).",
            "",
            "Examples:",
            "  pinacotheca check --data /var/lib/pinacotheca",
            "  pinacotheca check --data /var/lib/pinacotheca --deep --json");
    check.addOption(SettingOptions.option(ServerSetting.DATA));
    check.addOption(SettingOptions.option(ServerSetting.DATABASE));
    check.addOption(SettingOptions.option(ServerSetting.MEDIA));
    check.addOption(SettingOptions.configFile());
    check.addOption(
        OptionSpec.builder(DEEP)
            .description("decode every picture as well, which takes long")
            .build());
    check.addOption(
        OptionSpec.builder(LISTED_MAX)
            .type(String.class)
            .paramLabel("COUNT")
            .description(
                "findings of each kind that are printed; all are counted (default: "
                    + LISTED_MAX_STANDARD
                    + ")")
            .build());
    check.addOption(
        OptionSpec.builder(JSON).description("print findings and summary as JSON lines").build());
    return check;
  }

  /**
   * Runs the check.
   *
   * @throws BadSettingException when the installation cannot be inspected
   */
  @Override
  public int run(ParseResult options, Environment environment) {
    ServerConfig config = SettingOptions.config(options, environment.environment());
    PrintStream out = environment.out();
    int listedMax = listedMax(options.matchedOptionValue(LISTED_MAX, LISTED_MAX_STANDARD));
    boolean deep = options.hasMatchedOption(DEEP);
    Logging.configure(config.logFormat(), Level.ERROR);
    CheckReport report =
        options.hasMatchedOption(JSON) ? new CheckReport.Json(out) : new CheckReport.Text(out);
    try (ReadInstallation installation = ReadInstallation.open(config, deep)) {
      Inspected inspected =
          installation.inspect(deep, listedMax, new CheckReport.Watch(report, environment.err()));
      // Before closing, which may fail.
      report.end(inspected, listedMax);
      return inspected.isSound() ? 0 : Action.FAILED;
    } catch (StorageException | StorageUnavailableException e) {
      throw new BadSettingException("the database cannot be checked: " + reported(e));
    } catch (UncheckedIOException e) {
      throw new BadSettingException("the pictures cannot be checked: " + reported(e));
    } catch (IllegalStateException e) {
      throw new CommandFailedException("the check did not end in order: " + reported(e), e);
    }
  }

  /** The failure and its cause, which names a host that does not respond. */
  private static String reported(Throwable failure) {
    String what = String.valueOf(failure.getMessage());
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String why = cause.getMessage();
    return why == null || what.contains(why) ? what : what + ": " + why;
  }

  private static int listedMax(String text) {
    if (text.matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(text);
    }
    throw new BadSettingException(
        LISTED_MAX + " must be a whole number between 1 and 999999, not '" + text + "'");
  }
}
