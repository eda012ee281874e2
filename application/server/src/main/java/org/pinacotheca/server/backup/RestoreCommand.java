package org.pinacotheca.server.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.io.file.PathUtils;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.disk.PrivateFiles;
import org.pinacotheca.persistence.jdbi.HsqldbSnapshot;
import org.pinacotheca.tools.cli.Action;
import org.pinacotheca.tools.cli.CommandFailedException;
import org.pinacotheca.tools.cli.CommandSpecs;
import org.pinacotheca.tools.cli.Environment;
import org.pinacotheca.tools.cli.Installation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code pinacotheca restore FILE}: restores into an empty directory, all or nothing. Unpacks and
 * checks everything in {@value #UNFINISHED} below it, which prevents servers from starting, and
 * then moves it.
 */
public final class RestoreCommand implements Action {
  /** Exists in a data directory during an unfinished restore. */
  public static final String UNFINISHED = ".restoring";

  /** Every new ext4 volume has it in its root. */
  private static final String LOST_AND_FOUND = "lost+found";

  private static final long PICTURE_FILE_BYTES_MAX = 1L << 30;

  private RestoreCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec =
        CommandSpecs.command(
            "restore",
            new RestoreCommand(),
            List.of(
                "Restores a backup into an empty data directory, after all of it was checked.",
                "Start a server on the directory then. Nothing is left there when it fails."),
            List.of("restore gallery-2026-11-21.tar --data /var/lib/pinacotheca"));
    spec.addPositional(CommandSpecs.argument("FILE", "file that 'pinacotheca backup' wrote"));
    spec.addOption(
        CommandSpecs.option(
            "--data", "DIR", "empty directory, made if there is none (default: ./data)"));
    spec.addOption(CommandSpecs.option("--config", "FILE", "configuration file of the server"));
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Environment environment) {
    Path file = Path.of(arguments.matchedPositionalValue(0, ""));
    Installation installation = environment.installations().apply(arguments);
    if (installation.backupRefusal().isPresent()) {
      throw new CommandFailedException(installation.backupRefusal().get());
    }
    Path data = installation.data();
    Path media = installation.media().orElseThrow();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 18)) {
      boolean wasMade = requireEmpty(data);
      BackupReader.Summary summary = restore(in, data, wasMade);
      environment
          .out()
          .println(
              "Restored and verified: "
                  + summary.pictures()
                  + " pictures as of "
                  + summary.made()
                  + ", in "
                  + data);
      if (!media.equals(data.resolve("media"))) {
        environment
            .out()
            .println("The settings want the pictures in " + media + "; move media/ there.");
      }
      environment.out().println("Start it:  pinacotheca serve --data " + data);
      return 0;
    } catch (DamagedBackupException e) {
      throw new CommandFailedException("'" + file + "' cannot be restored: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException("the restore failed: " + FileFailures.reason(e), e);
    }
  }

  /** Creates the directory if missing. */
  private static boolean requireEmpty(Path data) throws IOException {
    if (Files.exists(data.resolve(UNFINISHED))) {
      throw new CommandFailedException(
          "'"
              + data
              + "' holds a restore that was interrupted; empty the directory and restore again");
    }
    if (!Files.exists(data)) {
      Files.createDirectories(data, PrivateFiles.ofDirectory(data));
      return true;
    }
    try (var entries = Files.list(data)) {
      if (entries.anyMatch(entry -> !entry.endsWith(LOST_AND_FOUND))) {
        throw new CommandFailedException(
            "'"
                + data
                + "' is not empty; a restore never writes over an installation, so name an"
                + " empty directory with --data");
      }
    }
    return false;
  }

  private static BackupReader.Summary restore(InputStream in, Path data, boolean wasMade)
      throws IOException {
    Path workplace =
        Files.createDirectory(data.resolve(UNFINISHED), PrivateFiles.ofDirectory(data));
    boolean isRestored = false;
    try {
      Unpacking unpacking = new Unpacking(workplace);
      BackupReader.Summary summary = BackupReader.read(in, unpacking);
      unpacking.finish();
      verify(workplace, summary);
      moveInto(data, workplace);
      isRestored = true;
      return summary;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (StorageException | IllegalStateException e) {
      throw new DamagedBackupException(String.valueOf(e.getMessage()), e);
    } finally {
      if (!isRestored) {
        PathUtils.deleteDirectory(wasMade ? data : workplace);
      }
    }
  }

  private static void verify(Path workplace, BackupReader.Summary summary) throws IOException {
    if (!Files.exists(workplace.resolve(BackupFormat.MASTER_KEY))) {
      throw new DamagedBackupException("it holds no master key");
    }
    AesGcmCipher seal = new AesGcmCipher(MasterKey.inDirectory(workplace));
    DiskPictureFiles files = DiskPictureFiles.open(workplace.resolve("media"));
    AtomicLong missing = new AtomicLong();
    try (HsqldbSnapshot database = HsqldbSnapshot.open(workplace.resolve("database"))) {
      if (!database.beganWith(seal)) {
        throw new DamagedBackupException("its master key is not that of its database");
      }
      database.installation().ifPresent(files::claim);
      database.eachMediaKey(key -> {
        if (PictureCopy.find(files, key).isEmpty()) {
          missing.incrementAndGet();
        }
      });
    }
    if (missing.get() != summary.missing()) {
      throw new DamagedBackupException("it lacks the files of " + missing.get() + " pictures");
    }
  }

  /**
   * Moves the database last, then removes the mark of the unfinished restore, so that an
   * interruption is detected.
   */
  private static void moveInto(Path data, Path workplace) throws IOException {
    PrivateFiles.force(workplace.resolve("database"));
    PrivateFiles.force(workplace);
    for (String name :
        new String[] {"media", BackupFormat.ADMIN_TOKEN, BackupFormat.MASTER_KEY, "database"}) {
      Path part = workplace.resolve(name);
      if (Files.exists(part)) {
        Files.move(part, data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    PrivateFiles.force(data);
    PathUtils.deleteDirectory(workplace);
    PrivateFiles.force(data);
  }

  /** Moves the content of a backup to its places in an installation. */
  private static final class Unpacking implements BackupReader.Visitor {
    private final Path workplace;
    private final DiskPictureFiles files;
    private final Map<Rendition, byte[]> renditions = new EnumMap<>(Rendition.class);
    private String key = "";

    private Unpacking(Path workplace) throws IOException {
      this.workplace = workplace;
      files = DiskPictureFiles.open(workplace.resolve("media"));
      Files.createDirectory(workplace.resolve("database"), PrivateFiles.ofDirectory(workplace));
    }

    @Override
    public void visit(String name, long size, InputStream content) throws IOException {
      if (name.startsWith(BackupFormat.MEDIA)) {
        String[] parts = name.split("/", -1);
        picture(parts[1], parts[2], size, content);
      } else {
        write(workplace.resolve(name), content);
      }
    }

    private void picture(String itsKey, String letter, long size, InputStream content)
        throws IOException {
      if (size > PICTURE_FILE_BYTES_MAX) {
        throw new DamagedBackupException("a picture has " + size + " bytes");
      }
      if (!itsKey.equals(key)) {
        finish();
        key = itsKey;
      }
      for (Rendition rendition : Rendition.values()) {
        if (rendition.letter().equals(letter)) {
          renditions.put(rendition, content.readAllBytes());
        }
      }
      if (renditions.size() == Rendition.values().length) {
        files.store(new MediaKey(key), renditions);
        renditions.clear();
      }
    }

    /** Unpacks a picture completely or not at all. */
    private void finish() throws IOException {
      if (!renditions.isEmpty()) {
        throw new DamagedBackupException("a picture lacks some of its files");
      }
    }

    private static void write(Path file, InputStream content) throws IOException {
      try (FileChannel channel = PrivateFiles.create(file)) {
        content.transferTo(Channels.newOutputStream(channel));
        channel.force(true);
      }
    }
  }
}
