package org.pinacotheca.persistence.jdbi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.failure.DirectoryInUseException;
import org.pinacotheca.persistence.jdbi.failure.StorageException;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.store.JdbiInstallationStore;

/**
 * A consistent copy of an embedded database in a directory of its own, opened read-only. Used by
 * one thread.
 */
public final class HsqldbSnapshot implements AutoCloseable {
  private static final int KEYS_AT_A_TIME = 1000;

  private final Connection connection;
  private final Path directory;

  private HsqldbSnapshot(Connection connection, Path directory) {
    this.connection = connection;
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
      return new HsqldbSnapshot(DriverManager.getConnection(url, "SA", ""), directory);
    } catch (SQLException e) {
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
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT content FROM storage_mark WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
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
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT media_key FROM picture WHERE media_key > ? ORDER BY media_key LIMIT "
                + KEYS_AT_A_TIME)) {
      statement.setString(1, last);
      List<String> keys = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
      return keys;
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  private StorageException damaged(SQLException cause) {
    return new StorageException("the copy of the database in " + directory + " is damaged", cause);
  }

  @Override
  public void close() {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new StorageException("the copy of the database cannot be closed", e);
    }
  }
}
