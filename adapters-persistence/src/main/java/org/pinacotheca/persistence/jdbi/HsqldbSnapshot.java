package org.pinacotheca.persistence.jdbi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.store.JdbiInstallationStore;

/**
 * A consistent copy of an embedded database in a directory of its own, opened read-only. Used by
 * one thread.
 */
public final class HsqldbSnapshot implements AutoCloseable {
  private static final int KEYS_AT_A_TIME = 1000;

  private final Handle handle;
  private final Path directory;

  private HsqldbSnapshot(Handle handle, Path directory) {
    this.handle = handle;
    this.directory = directory;
  }

  /**
   * Copies the database of a stopped installation unchanged, whatever its schema.
   *
   * @param target a directory that does not exist
   * @throws DirectoryInUseException when an installation runs there
   * @throws IllegalStateException when there is no database
   */
  public static void copyStopped(Path database, Path target) {
    if (!Files.exists(database.resolve("gallery.script"))) {
      throw new IllegalStateException("there is no database in " + database);
    }
    try (HsqldbDirectory taken = HsqldbDirectory.open(database);
        Connection connection = taken.connect()) {
      copy(connection, target);
    } catch (SQLException e) {
      throw new StorageException("the database in " + database + " cannot be copied", e);
    }
  }

  /**
   * Waits for running units of work and blocks new ones until the files are copied, so that the
   * copy is consistent.
   */
  static void copy(Connection connection, Path target) throws SQLException {
    String place = target.toAbsolutePath().toString().replace("'", "''");
    try (Statement statement = connection.createStatement()) {
      statement.execute("BACKUP DATABASE TO '" + place + "/' BLOCKING AS FILES");
    }
  }

  /**
   * Opens a copy.
   *
   * @throws StorageException when it is damaged
   */
  public static HsqldbSnapshot open(Path directory) {
    String url =
        "jdbc:hsqldb:file:"
            + directory.toAbsolutePath().resolve("gallery")
            + ";readonly=true;hsqldb.lock_file=false";
    System.setProperty("hsqldb.reconfig_logging", "false");
    try {
      return new HsqldbSnapshot(Jdbi.open(url, "SA", ""), directory);
    } catch (JdbiException e) {
      throw new StorageException("the copy of the database in " + directory + " is damaged", e);
    }
  }

  /** The files of the copy by name; the names begin with {@code gallery.}. */
  public static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("gallery."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Whether the database was created with the master key of this cipher. */
  public boolean beganWith(AesGcmCipher seal) {
    return mark(MasterKeyMark.NAME).equals(Optional.of(seal.fingerprint()));
  }

  /** The id of the installation, if it had one at the time of the copy. */
  public Optional<InstallationId> installation() {
    return mark(JdbiInstallationStore.MARK).map(InstallationId::new);
  }

  private Optional<String> mark(String name) {
    try {
      return handle
          .createQuery("SELECT content FROM storage_mark WHERE name = :name")
          .bind("name", name)
          .mapTo(String.class)
          .findOne();
    } catch (JdbiException e) {
      throw damaged(e);
    }
  }

  /** Passes the key of every picture's files, in key order and in batches of limited size. */
  public void eachMediaKey(Consumer<MediaKey> visitor) {
    String last = "";
    for (List<String> keys = keysAfter(last); !keys.isEmpty(); keys = keysAfter(last)) {
      keys.forEach(key -> visitor.accept(new MediaKey(key)));
      last = keys.getLast();
    }
  }

  private List<String> keysAfter(String last) {
    try {
      return handle
          .createQuery(
              "SELECT media_key FROM picture WHERE media_key > :last ORDER BY media_key LIMIT"
                  + " :limit")
          .bind("last", last)
          .bind("limit", KEYS_AT_A_TIME)
          .mapTo(String.class)
          .list();
    } catch (JdbiException e) {
      throw damaged(e);
    }
  }

  private StorageException damaged(JdbiException cause) {
    return new StorageException("the copy of the database in " + directory + " is damaged", cause);
  }

  @Override
  public void close() {
    try (handle) {
      handle.execute("SHUTDOWN");
    } catch (JdbiException e) {
      throw new StorageException("the copy of the database cannot be closed", e);
    }
  }
}
