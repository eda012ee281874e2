package org.pinacotheca.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.disk.PrivateFiles;
import org.pinacotheca.persistence.jdbi.HsqldbSnapshot;
import org.pinacotheca.tools.admin.AdminClient;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import org.pinacotheca.tools.cli.Installation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pinacotheca backup FILE}: backs up a running installation through its server, or a stopped
 * one directly.
 */
public final class BackupCommand implements Action {
  private BackupCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpecs.command(
            "backup",
            new BackupCommand(),
            List.of(
                "Writes database, pictures and keys of an embedded installation into one file.",
                "It may run meanwhile or be stopped. Guard the file: it holds the master key. FILE"
                    + " must not exist."),
            List.of(
                "backup gallery-2026-11-21.tar --data /var/lib/pinacotheca",
                "backup gallery.tar --url http://127.0.0.1:9000 --admin-token-file token"));
    spec.addPositional(CommandSpecs.argument("FILE", "file to write, readable by its owner alone"));
    spec.addOption(
        CommandSpecs.option(
            "--media", "DIR", "directory of the pictures' files instead of DIR/media"));
    CommandSpecs.addServerOptions(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Environment environment) {
    Path file = Path.of(arguments.matchedPositionalValue(0, "")).toAbsolutePath();
    if (Files.exists(file)) {
      throw new CommandFailedException(
          "'" + file + "' exists; a backup never writes over another, so name another file");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      write(part, arguments, environment);
      BackupReader.Summary summary = verify(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.force(Objects.requireNonNull(file.getParent()));
      environment
          .out()
          .println(
              "Backed up and verified: "
                  + summary.pictures()
                  + " pictures, "
                  + Files.size(file)
                  + " bytes, "
                  + file);
      environment.out().println("Guard this file: it holds the master key and all pictures.");
      if (summary.missing() > 0) {
        environment
            .err()
            .println(
                "pinacotheca: "
                    + summary.missing()
                    + " pictures had no files to back up; 'pinacotheca check' names them");
      }
      return 0;
    } catch (IOException e) {
      throw new CommandFailedException("the backup failed: " + FileFailures.reason(e), e);
    } finally {
      deleteQuietly(part);
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // The important failure is already reported.
    }
  }

  private static void write(Path part, ParseResult arguments, Environment environment)
      throws IOException {
    Files.deleteIfExists(part);
    try (FileChannel channel = PrivateFiles.create(part);
        OutputStream out = Channels.newOutputStream(channel)) {
      Installation installation = environment.installations().apply(arguments);
      boolean isRemote = CommandSpecs.text(arguments, "--url").isPresent();
      if (isRemote || !writeStopped(installation, environment.version(), out)) {
        writeRunning(arguments, environment, out);
      }
      channel.force(true);
    }
  }

  /** Does nothing and returns false when the installation is running. */
  private static boolean writeStopped(Installation installation, String version, OutputStream out)
      throws IOException {
    if (installation.backupRefusal().isPresent()) {
      throw new CommandFailedException(installation.backupRefusal().get());
    }
    Path database = installation.data().resolve("database");
    if (!Files.isDirectory(database)) {
      throw new CommandFailedException(
          "there is no installation in '"
              + installation.data()
              + "'; name its directory with --data, or its server with --url");
    }
    DiskPictureFiles files = DiskPictureFiles.open(installation.media().orElseThrow());
    try {
      new InstallationBackup(
              version,
              installation.data(),
              files,
              target -> HsqldbSnapshot.copyStopped(database, target))
          .writeTo(out);
      return true;
    } catch (DirectoryInUseException e) {
      return false;
    } catch (IllegalStateException | StorageException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void writeRunning(ParseResult arguments, Environment environment, OutputStream out)
      throws IOException {
    try (AdminClient client = AdminClient.of(arguments, environment);
        InputStream backup = client.download("backup")) {
      backup.transferTo(out);
    }
  }

  private static BackupReader.Summary verify(Path part) throws IOException {
    try (InputStream in = Files.newInputStream(part)) {
      return BackupReader.read(in, (_, _, _) -> {});
    }
  }
}
