package org.pinacotheca.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.http.settings.BackupSource;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.disk.PrivateFiles;
import org.pinacotheca.persistence.jdbi.HsqldbSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs up an embedded installation, running or stopped. First defers deletions of picture files,
 * then makes a consistent copy of the database, then reads the files of the rows in that copy: a
 * row's files are written before the row and deleted after it. One backup at a time.
 */
public final class InstallationBackup implements BackupSource {
  private static final Logger LOG = LoggerFactory.getLogger(InstallationBackup.class);
  private static final String WORKPLACE = "backup-";

  private final String version;
  private final Path data;
  private final DiskPictureFiles files;
  private final Consumer<Path> databaseCopy;

  /**
   * The installation to back up.
   *
   * @param databaseCopy copies the database into a directory that it creates
   */
  public InstallationBackup(
      String version, Path data, DiskPictureFiles files, Consumer<Path> databaseCopy) {
    this.version = version;
    this.data = data;
    this.files = files;
    this.databaseCopy = databaseCopy;
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Path spool = Files.createDirectories(data.resolve("spool"));
    try (DiskPictureFiles.Hold _ = files.hold()) {
      Path workplace = Files.createTempDirectory(spool, WORKPLACE, PrivateFiles.ofDirectory(spool));
      try {
        databaseCopy.accept(workplace.resolve("database"));
        requireOwnPictures(workplace.resolve("database"));
        removeLeftovers(spool, workplace);
        write(workplace.resolve("database"), out);
      } finally {
        PathUtils.deleteDirectory(workplace);
      }
    }
  }

  /** A backup without its pictures could seem complete, and earlier ones be deleted. */
  private void requireOwnPictures(Path copy) throws IOException {
    try (HsqldbSnapshot database = HsqldbSnapshot.open(copy)) {
      Optional<InstallationId> id = database.installation();
      if (id.isPresent() && !id.equals(files.installation())) {
        throw new IOException(
            "the pictures are away, or another installation's: their installation-id is not the"
                + " database's; is the volume mounted?");
      }
    }
  }

  /**
   * Removes database copies left by a process that died during a backup. Called after the database
   * is copied, when no other process uses the installation.
   */
  private static void removeLeftovers(Path spool, Path workplace) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(spool, WORKPLACE + "*")) {
      for (Path leftover : leftovers) {
        if (!leftover.equals(workplace)) {
          PathUtils.deleteDirectory(leftover);
        }
      }
    }
  }

  private void write(Path copy, OutputStream out) throws IOException {
    BackupWriter writer =
        new BackupWriter(out, version, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    for (String key : new String[] {BackupFormat.MASTER_KEY, BackupFormat.ADMIN_TOKEN}) {
      if (Files.exists(data.resolve(key))) {
        writer.add(key, Files.readAllBytes(data.resolve(key)));
      }
    }
    for (Path file : HsqldbSnapshot.files(copy)) {
      try (InputStream content = Files.newInputStream(file)) {
        writer.add(BackupFormat.DATABASE + file.getFileName(), Files.size(file), content);
      }
    }
    Pictures pictures = new Pictures(writer);
    try (HsqldbSnapshot snapshot = HsqldbSnapshot.open(copy)) {
      snapshot.eachMediaKey(pictures::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    writer.finish(pictures.added, pictures.missing);
    LOG.info("a backup with {} pictures was made", pictures.added);
  }

  private final class Pictures {
    private final BackupWriter writer;
    private long added;
    private long missing;

    private Pictures(BackupWriter writer) {
      this.writer = writer;
    }

    private void add(MediaKey key) {
      Optional<PictureCopy> picture = PictureCopy.find(files, key);
      if (picture.isEmpty()) {
        LOG.warn("a picture has no files and is backed up without; './pinacotheca check' finds it");
        missing++;
        return;
      }
      picture
          .get()
          .files()
          .forEach((rendition, content) -> {
            String name = BackupFormat.MEDIA + key.value() + "/" + rendition.letter();
            try (InputStream in = content.openAt(0)) {
              writer.add(name, content.size(), in);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      added++;
    }
  }
}
