package org.pinacotheca.persistence.jdbi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.persistence.files.OwnerOnly;

/**
 * The directory of an HSQLDB database, for this process alone. The operating system's lock on a
 * file of it is gone with the process however that ends, so that a restart need not wait, as it
 * would for the database's own lock file.
 */
final class HsqldbDirectory implements AutoCloseable {
  private static final String USER = "SA";
  private static final String PASSWORD = "";

  /**
   * What must hold while the database is used. Settings in a URL act on a new database only, so
   * they are statements.
   */
  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("hsqldb.tx", "MVCC", "SET DATABASE TRANSACTION CONTROL MVCC"),
          new Setting(
              "hsqldb.tx_level",
              "READ_COMMITTED",
              "SET DATABASE DEFAULT ISOLATION LEVEL READ COMMITTED"),
          new Setting("hsqldb.write_delay", "false", "SET FILES WRITE DELAY FALSE"),
          new Setting("hsqldb.log_data", "true", "SET FILES LOG TRUE"),
          new Setting("hsqldb.log_size", "16", "SET FILES LOG SIZE 16"),
          new Setting("hsqldb.cache_rows", "200000", "SET FILES CACHE ROWS 200000"),
          new Setting("hsqldb.cache_size", "65536", "SET FILES CACHE SIZE 65536"),
          // As large as its files can grow; beyond it each row would be a read of its own.
          new Setting("hsqldb.nio_max_size", "65536", "SET FILES NIO SIZE 65536"),
          new Setting(
              "hsqldb.default_table_type", "CACHED", "SET DATABASE DEFAULT TABLE TYPE CACHED"),
          new Setting("sql.pad_space", "false", "SET DATABASE COLLATION SQL_TEXT NO PAD"),
          new Setting("sql.truncate_trailing", "false", "SET DATABASE SQL TRUNCATE TRAILING FALSE"),
          new Setting("sql.enforce_size", "true", "SET DATABASE SQL SIZE TRUE"));

  /**
   * What this process has taken. The system's lock is the process's own, and would be lost as soon
   * as a second channel on the same file was closed.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path place;
  private final @Nullable FileChannel channel;
  private final String url;

  private HsqldbDirectory(Path place, @Nullable FileChannel channel, String url) {
    this.place = place;
    this.channel = channel;
    this.url = url;
  }

  /** Takes the directory, makes it if need be, and opens the database in it with its settings. */
  static HsqldbDirectory open(Path directory) {
    return connected(make(usable(directory)), HsqldbDirectory::applySettings);
  }

  private static Path usable(Path directory) {
    Path place = directory.toAbsolutePath().normalize();
    if (place.toString().contains(";")) {
      throw new IllegalArgumentException(
          "the directory of a database cannot have ';' in its path: " + place);
    }
    // The database would take over the logging of the whole process.
    System.setProperty("hsqldb.reconfig_logging", "false");
    return place;
  }

  private static HsqldbDirectory connected(HsqldbDirectory taken, Beginning beginning) {
    try (Connection connection = taken.connect()) {
      beginning.begin(connection);
      return taken;
    } catch (SQLException e) {
      taken.release();
      throw new StorageException("the database in " + taken.place + " cannot be opened", e);
    } catch (RuntimeException e) {
      taken.release();
      throw e;
    }
  }

  private static HsqldbDirectory make(Path directory) {
    try {
      OwnerOnly.directory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory " + directory + " cannot be used for a database", e);
    }
    return take(directory, HsqldbDirectory::lock);
  }

  /**
   * Takes the directory for reading, beside others who only read, and opens the database in it. Not
   * a byte on the disk is changed: what a crash left in the log is replayed in memory.
   */
  static HsqldbDirectory openForReading(Path directory) {
    Path place = usable(directory);
    if (!Files.isRegularFile(place.resolve("gallery.script"))) {
      throw new IllegalStateException("there is no database in " + place);
    }
    return connected(take(place, HsqldbDirectory::lockForReading), connection -> {});
  }

  private static HsqldbDirectory lockForReading(Path place) throws IOException {
    String url = url(place) + ";readonly=true;ifexists=true";
    Path file = place.resolve("lock");
    if (!Files.exists(file)) {
      // A copy without it, which no server uses: that would have made it.
      return new HsqldbDirectory(place, null, url);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
      channel.close();
      throw new DirectoryInUseException(place);
    }
    return new HsqldbDirectory(place, channel, url);
  }

  private static String url(Path place) {
    return "jdbc:hsqldb:file:" + place.resolve("gallery") + ";hsqldb.lock_file=false";
  }

  private static HsqldbDirectory take(Path directory, Taking taking) {
    try {
      Path place = directory.toRealPath();
      if (!TAKEN.add(place)) {
        throw new DirectoryInUseException(place);
      }
      boolean locked = false;
      try {
        HsqldbDirectory taken = taking.take(place);
        locked = true;
        return taken;
      } finally {
        if (!locked) {
          TAKEN.remove(place);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory " + directory + " cannot be used for a database", e);
    }
  }

  private static HsqldbDirectory lock(Path place) throws IOException {
    FileChannel channel =
        FileChannel.open(
            place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new DirectoryInUseException(place);
    }
    return new HsqldbDirectory(place, channel, url(place));
  }

  String url() {
    return url;
  }

  String user() {
    return USER;
  }

  String password() {
    return PASSWORD;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  private static void applySettings(Connection connection) throws SQLException {
    Map<String, String> before = properties(connection);
    try (Statement statement = connection.createStatement()) {
      for (Setting setting : SETTINGS) {
        if (!setting.value.equals(before.get(setting.property))) {
          statement.execute(setting.statement);
        }
      }
    }
    Map<String, String> after = properties(connection);
    for (Setting setting : SETTINGS) {
      if (!setting.value.equals(after.get(setting.property))) {
        throw new IllegalStateException(
            "the database did not take '"
                + setting.statement
                + "': "
                + setting.property
                + " is "
                + after.get(setting.property));
      }
    }
  }

  /** The settings as the database has them. */
  static Map<String, String> properties(Connection connection) throws SQLException {
    Map<String, String> properties = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT PROPERTY_NAME, PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES")) {
      while (rows.next()) {
        properties.put(rows.getString(1), rows.getString(2));
      }
    }
    return properties;
  }

  /**
   * Shuts the database down, so that the next start has nothing to replay, and gives the directory
   * free.
   */
  @Override
  public void close() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new StorageException(
          "the database did not shut down in order; its log will be replayed", e);
    } finally {
      release();
    }
  }

  private void release() {
    try {
      if (channel != null) {
        // Which releases the lock.
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of a database's directory was not released", e);
    } finally {
      TAKEN.remove(place);
    }
  }

  private interface Beginning {
    void begin(Connection connection) throws SQLException;
  }

  private interface Taking {
    HsqldbDirectory take(Path place) throws IOException;
  }

  private record Setting(String property, String value, String statement) {}
}
