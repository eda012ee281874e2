package org.pinacotheca.testservers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that is started once for all tests of the process, or the one whose
 * administrator's JDBC URL is in the system property {@code pinacotheca.test.postgresql}.
 */
public final class PostgresqlServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable String server;

  private PostgresqlServer() {}

  /** A new database of the server, dropped on close. */
  public record Database(String name, String jdbcUrl) implements AutoCloseable {
    @Override
    public void close() {
      administer("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  /** Creates an empty database. */
  public static Database makeDatabase() {
    String name = "pinacotheca_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    administer("CREATE DATABASE " + name);
    String url = server().replaceFirst("^(jdbc:postgresql://[^/]+/)[^?]*", "$1" + name);
    return new Database(name, url);
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
          // The library disables fsync for speed, and a storage refuses that.
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .start()
          .getJdbcUrl("postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
    }
  }
}
