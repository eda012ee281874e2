package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDataSource;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.testservers.PostgresqlServer;

/** An open database for one test. */
final class TestDatabase implements AutoCloseable {
  private final Opening opening;
  private final String jdbcUrl;
  private final Runnable afterwards;
  private final JdbiStorage storage;

  private TestDatabase(
      Opening opening,
      String jdbcUrl,
      InstantSource clock,
      JdbiSettings settings,
      Runnable afterwards) {
    this.opening = opening;
    this.jdbcUrl = jdbcUrl;
    this.afterwards = afterwards;
    this.storage = opening.open(Keys.seal(), clock, settings);
  }

  /** An HSQLDB database in this directory. */
  static TestDatabase hsqldb(Path directory, JdbiSettings settings) {
    return hsqldb(directory, InstantSource.system(), settings);
  }

  /** An HSQLDB database in this directory, with a clock of the test. */
  static TestDatabase hsqldb(Path directory, InstantSource clock) {
    return hsqldb(directory, clock, JdbiSettings.DEFAULT);
  }

  private static TestDatabase hsqldb(Path directory, InstantSource clock, JdbiSettings settings) {
    return new TestDatabase(
        (seal, time, wanted) -> JdbiStorage.openHsqldb(directory, seal, time, wanted),
        "jdbc:hsqldb:file:"
            + directory.toAbsolutePath().resolve("gallery")
            + ";hsqldb.lock_file=false",
        clock,
        settings,
        () -> {});
  }

  static TestDatabase hsqldb(Path directory) {
    return hsqldb(directory, JdbiSettings.DEFAULT);
  }

  /** An HSQLDB database that was prepared before this release opens it. */
  static TestDatabase hsqldbAfter(Path directory, Consumer<DataSource> beforehand) {
    try (HsqldbDirectory taken = HsqldbDirectory.open(directory);
        HikariDataSource source =
            source(config -> config.setDataSource(new HsqldbDataSource(taken::connect)))) {
      beforehand.accept(source);
    }
    return hsqldb(directory);
  }

  private static HikariDataSource source(Consumer<HikariConfig> more) {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(2);
    more.accept(config);
    return new HikariDataSource(config);
  }

  static JdbiStorage openHsqldb(Path directory) {
    return hsqldb(directory).storage();
  }

  /** A new PostgreSQL database, dropped on close. */
  static TestDatabase postgresql(JdbiSettings settings) {
    return postgresql(InstantSource.system(), settings);
  }

  /** A new PostgreSQL database, with a clock of the test. */
  static TestDatabase postgresql(InstantSource clock) {
    return postgresql(clock, JdbiSettings.DEFAULT);
  }

  private static TestDatabase postgresql(InstantSource clock, JdbiSettings settings) {
    return postgresql(clock, settings, _ -> {});
  }

  /** A PostgreSQL database that was prepared before this release opens it. */
  static TestDatabase postgresqlAfter(Consumer<DataSource> beforehand) {
    return postgresql(
        InstantSource.system(),
        JdbiSettings.DEFAULT,
        url -> {
          try (HikariDataSource source = source(config -> config.setJdbcUrl(url))) {
            beforehand.accept(source);
          }
        });
  }

  private static TestDatabase postgresql(
      InstantSource clock, JdbiSettings settings, Consumer<String> beforehand) {
    PostgresqlServer.Database database = PostgresqlServer.makeDatabase();
    String url = database.jdbcUrl();
    beforehand.accept(url);
    return new TestDatabase(
        (seal, time, wanted) -> JdbiStorage.openPostgresql(url, seal, time, wanted),
        url,
        clock,
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
  JdbiStorage open(AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    return opening.open(seal, clock, settings);
  }

  /** A connection in addition to those of the storage. */
  Connection connect() throws SQLException {
    return jdbcUrl.startsWith("jdbc:hsqldb:")
        ? DriverManager.getConnection(jdbcUrl, "SA", "")
        : DriverManager.getConnection(jdbcUrl);
  }

  /** Runs statements outside the storage. */
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
    JdbiStorage open(AesGcmCipher seal, InstantSource clock, JdbiSettings settings);
  }
}
