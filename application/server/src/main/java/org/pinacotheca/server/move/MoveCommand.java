package org.pinacotheca.server.move;

import ch.qos.logback.classic.Level;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.s3.S3Location;
import org.pinacotheca.server.check.ReadInstallation;
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
import picocli.CommandLine.ParseResult;

/**
 * {@code pinacotheca move}: moves the rows of an embedded installation to PostgreSQL, its pictures
 * to an S3 store, or both. Exit status: 0 when complete and verified, 1 when not, 2 for unusable
 * arguments or settings.
 */
public final class MoveCommand implements Action {
  public static final String NAME = "move";
  private static final String TO_DATABASE = "--to-database";
  private static final String TO_MEDIA = "--to-media";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  public static final String TO_DATABASE_VARIABLE = "PINACOTHECA_TO_DATABASE";

  private MoveCommand() {}

  public static CommandSpec spec() {
    CommandSpec move =
        CommandSpec.wrapWithoutInspection(new MoveCommand())
            .name(NAME)
            .addOption(CommandSpecs.help());
    move.usageMessage()
        .description(
            "Moves an embedded installation to PostgreSQL and an S3 store, and checks that all has"
                + " arrived.",
            "The installation is only read; stop its server first. Exit status: 0 all has arrived,"
                + " 1 it has not,",
            "2 an argument or setting cannot be used.")
        .sortOptions(false)
        .footer(
            "",
            "Both options:        everything leaves DIR but the keys; for one node or many.",
            "--to-database alone: the pictures' files stay where they are; for one node, or nodes"
                + " that share them.",
            "--to-media alone:    the rows stay in DIR, or in the PostgreSQL of --database, whose"
                + " servers you",
            "                     stop yourself.",
            "",
            "An embedded database that was not closed in order is copied to the temporary"
                + " directory, which takes",
            "up to twice its room (another one: JAVA_OPTS=-Djava.io.tmpdir=PATH).",
            "",
            "The database exists and is empty, and so is the store below its prefix. A move that"
                + " broke off is run",
            "again with the same arguments and goes on; start no server on the target before. The"
                + " schema",
            "must be that of this release. A URL with a password is better given in",
            TO_DATABASE_VARIABLE + ". Credentials of the store are those that Amazon's tools use.",
            "",
            "Examples:",
            "  pinacotheca move --data data --to-database jdbc:postgresql://db/gallery"
                + " --to-media s3://gallery/media",
            "  pinacotheca move --data /var/lib/pinacotheca"
                + " --to-media 's3://pictures?endpoint=https://s3.example.org'");
    move.addOption(SettingOptions.option(ServerSetting.DATA));
    move.addOption(
        CommandSpecs.option(
            TO_DATABASE,
            "URL",
            "empty database that the rows go to, jdbc:postgresql://HOST/DB?user=..."));
    move.addOption(
        CommandSpecs.option(
            TO_MEDIA,
            "URL",
            "store that the pictures go to, s3://BUCKET/PREFIX?endpoint=...&region=..."));
    move.addOption(SettingOptions.option(ServerSetting.DATABASE));
    move.addOption(SettingOptions.option(ServerSetting.MEDIA));
    move.addOption(SettingOptions.configFile());
    return move;
  }

  /**
   * Runs the move.
   *
   * @throws BadSettingException when the arguments or the source are unusable
   * @throws CommandFailedException when the move was aborted
   */
  @Override
  public int run(ParseResult options, Environment environment) {
    ServerConfig config = SettingOptions.config(options, environment.environment());
    Optional<String> database =
        CommandSpecs.text(options, TO_DATABASE)
            .or(() -> environment.variable(TO_DATABASE_VARIABLE));
    Optional<S3Location> media = CommandSpecs.text(options, TO_MEDIA).map(MoveCommand::location);
    if (database.isEmpty() && media.isEmpty()) {
      throw new BadSettingException(
          "name where to move: " + TO_DATABASE + ", " + TO_MEDIA + " or both");
    }
    if (!database.orElse(POSTGRESQL).startsWith(POSTGRESQL)) {
      throw new BadSettingException(
          TO_DATABASE + " must be a URL like jdbc:postgresql://HOST/DB?user=NAME");
    }
    if (database.isPresent() && config.postgresql().isPresent()) {
      throw new BadSettingException(
          "the rows are in PostgreSQL already (--database), whose own tools move them; leave "
              + TO_DATABASE
              + " out to move the pictures");
    }
    Logging.configure(config.logFormat(), Level.ERROR);
    try (ReadInstallation source = opened(config)) {
      InstallationMove move =
          new InstallationMove(
              config, source, database, media, environment.out(), environment.err());
      return move.run() ? 0 : Action.FAILED;
    } catch (IllegalArgumentException e) {
      throw new BadSettingException(TO_DATABASE + ": " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw new CommandFailedException("not moved: " + reason(e), e);
    } catch (StorageException | IllegalStateException e) {
      throw new CommandFailedException("not moved: " + e.getMessage(), e);
    }
  }

  /** The failure and its cause, if different. */
  private static String reason(UncheckedIOException e) {
    String what = String.valueOf(e.getMessage());
    String why = e.getCause() == null ? what : String.valueOf(e.getCause().getMessage());
    return what.contains(why) ? what : what + ": " + why;
  }

  private static S3Location location(String url) {
    try {
      return S3Location.parse(url);
    } catch (IllegalArgumentException e) {
      throw new BadSettingException(TO_MEDIA + ": " + e.getMessage());
    }
  }

  private static ReadInstallation opened(ServerConfig config) {
    try {
      return ReadInstallation.open(config, false);
    } catch (StorageException | UncheckedIOException e) {
      throw new BadSettingException("the installation cannot be read: " + e.getMessage());
    }
  }
}
