package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.persistence.keys.AesGcmSeal;

/**
 * A database of a test alone, open. PostgreSQL is a server that is started once for all tests of
 * the process, or the one whose administrator's JDBC URL is in the system property {@code
 * pinacotheca.test.postgresql}.
 */
final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable String server;

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

  /** An HSQLDB database in this directory, which tells the time by a clock of the test. */
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

  /** An HSQLDB database that something was done to before this release opened it. */
  static TestDatabase hsqldbAfter(Path directory, Consumer<DataSource> beforehand) {
    try (HsqldbDirectory taken = HsqldbDirectory.open(directory);
        HikariDataSource source =
            source(
                taken.url(),
                config -> {
                  config.setUsername(taken.user());
                  config.setPassword(taken.password());
                })) {
      beforehand.accept(source);
    }
    return hsqldb(directory);
  }

  private static HikariDataSource source(String url, Consumer<HikariConfig> more) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    more.accept(config);
    return new HikariDataSource(config);
  }

  static JdbiStorage openHsqldb(Path directory) {
    return hsqldb(directory).storage();
  }

  /** A fresh PostgreSQL database, which is dropped when it is closed. */
  static TestDatabase postgresql(JdbiSettings settings) {
    return postgresql(InstantSource.system(), settings);
  }

  /** A fresh PostgreSQL database, which tells the time by a clock of the test. */
  static TestDatabase postgresql(InstantSource clock) {
    return postgresql(clock, JdbiSettings.DEFAULT);
  }

  private static TestDatabase postgresql(InstantSource clock, JdbiSettings settings) {
    return postgresql(clock, settings, _ -> {});
  }

  /** A PostgreSQL database that something was done to before this release opened it. */
  static TestDatabase postgresqlAfter(Consumer<DataSource> beforehand) {
    return postgresql(
        InstantSource.system(),
        JdbiSettings.DEFAULT,
        url -> {
          try (HikariDataSource source = source(url, _ -> {})) {
            beforehand.accept(source);
          }
        });
  }

  private static TestDatabase postgresql(
      InstantSource clock, JdbiSettings settings, Consumer<String> beforehand) {
    String name = "pinacotheca_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    administer("CREATE DATABASE " + name);
    String url = server().replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
    beforehand.accept(url);
    return new TestDatabase(
        (seal, time, wanted) -> JdbiStorage.openPostgresql(url, seal, time, wanted),
        url,
        clock,
        settings,
        () -> administer("DROP DATABASE " + name + " WITH (FORCE)"));
  }

  static TestDatabase postgresql() {
    return postgresql(JdbiSettings.DEFAULT);
  }

  private static void administer(String sql) {
    try (Connection connection = DriverManager.getConnection(server());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the PostgreSQL for tests refuses: " + sql, e);
    }
  }

  private static synchronized String server() {
    if (server == null) {
      String external = System.getProperty("pinacotheca.test.postgresql", "");
      server = external.isEmpty() ? started() : external;
    }
    return server;
  }

  @SuppressWarnings("resource") // It stops with the process.
  private static String started() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("listen_addresses", "127.0.0.1")
          // For speed it would start without, and a storage refuses that.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .start()
          .getJdbcUrl("postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
    }
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
