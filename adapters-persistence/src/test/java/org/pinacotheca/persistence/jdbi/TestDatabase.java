package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.pinacotheca.engines.PostgresqlServer;
import org.pinacotheca.persistence.keys.AesGcmSeal;

/** A database of a test alone, open. */
final class TestDatabase implements AutoCloseable {
  private final Opening opening;
  private final String jdbcUrl;
  private final Runnable afterwards;
  private final JdbiStorage storage;

  private TestDatabase(
      Opening opening, String jdbcUrl, JdbiSettings settings, Runnable afterwards) {
    this.opening = opening;
    this.jdbcUrl = jdbcUrl;
    this.afterwards = afterwards;
    this.storage = opening.open(Keys.seal(), InstantSource.system(), settings);
  }

  /** An HSQLDB database in this directory. */
  static TestDatabase hsqldb(Path directory, JdbiSettings settings) {
    return new TestDatabase(
        (seal, clock, wanted) -> JdbiStorage.openHsqldb(directory, seal, clock, wanted),
        "jdbc:hsqldb:file:"
            + directory.toAbsolutePath().resolve("gallery")
            + ";hsqldb.lock_file=false",
        settings,
        () -> {});
  }

  static TestDatabase hsqldb(Path directory) {
    return hsqldb(directory, JdbiSettings.DEFAULT);
  }

  static JdbiStorage openHsqldb(Path directory) {
    return hsqldb(directory).storage();
  }

  /** A fresh PostgreSQL database, which is dropped when it is closed. */
  static TestDatabase postgresql(JdbiSettings settings) {
    PostgresqlServer.Database database = PostgresqlServer.makeDatabase();
    String url = database.jdbcUrl();
    return new TestDatabase(
        (seal, clock, wanted) -> JdbiStorage.openPostgresql(url, seal, clock, wanted),
        url,
        settings,
        database::close);
  }

  static TestDatabase postgresql() {
    return postgresql(JdbiSettings.DEFAULT);
  }

  JdbiStorage storage() {
    return storage;
  }

  /** Opens the same database again. */
  JdbiStorage open(AesGcmSeal seal, InstantSource clock, JdbiSettings settings) {
    return opening.open(seal, clock, settings);
  }

  /** A connection beside those of the storage. */
  Connection connect() throws SQLException {
    return jdbcUrl.startsWith("jdbc:hsqldb:")
        ? DriverManager.getConnection(jdbcUrl, "SA", "")
        : DriverManager.getConnection(jdbcUrl);
  }

  /** Runs statements beside the storage. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() {
    storage.close();
    afterwards.run();
  }

  /** Opens a storage on the database. */
  private interface Opening {
    JdbiStorage open(AesGcmSeal seal, InstantSource clock, JdbiSettings settings);
  }
}
