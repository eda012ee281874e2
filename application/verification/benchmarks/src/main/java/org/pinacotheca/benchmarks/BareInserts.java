package org.pinacotheca.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HSQLDB files through JDBC with nothing on top, with the settings of the gallery's database:
 * inserts rows like an album's, and commits. Each thread has its own connection.
 */
final class BareInserts implements AutoCloseable {
  private static final List<String> SETTINGS =
      List.of(
          "SET DATABASE TRANSACTION CONTROL MVCC",
          "SET DATABASE DEFAULT ISOLATION LEVEL READ COMMITTED",
          "SET FILES WRITE DELAY FALSE",
          "SET FILES LOG SIZE 16",
          "SET FILES CACHE ROWS 200000",
          "SET FILES CACHE SIZE 65536",
          """
          CREATE CACHED TABLE album (
            owner_id INTEGER NOT NULL, album_id INTEGER NOT NULL, name VARCHAR(40) NOT NULL,
            description VARCHAR(2000) NOT NULL, place INTEGER NOT NULL,
            created TIMESTAMP(6) WITH TIME ZONE NOT NULL, PRIMARY KEY (owner_id, album_id))
          """);

  private final List<Connection> connections = new ArrayList<>();
  private final List<PreparedStatement> inserts = new ArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final String url;
  private final int rowsPerCommit;

  private BareInserts(String url, int rowsPerCommit) {
    this.url = url;
    this.rowsPerCommit = rowsPerCommit;
  }

  static BareInserts open(Path directory, int threads, int rowsPerCommit) throws SQLException {
    String url = "jdbc:hsqldb:file:" + directory.resolve("bare");
    BareInserts bare = new BareInserts(url, rowsPerCommit);
    try (Connection connection = bare.connect();
        Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
    }
    for (int i = 0; i < threads; i++) {
      Connection connection = bare.connect();
      connection.setAutoCommit(false);
      bare.connections.add(connection);
      bare.inserts.add(
          connection.prepareStatement(
              "INSERT INTO album (owner_id, album_id, name, description, place, created) VALUES (?,"
                  + " ?, ?, ?, ?, ?)"));
    }
    return bare;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "SA", "");
  }

  /** Inserts the rows of one commit durably, on the connection of the thread. */
  void insert(int thread, long count) throws SQLException {
    PreparedStatement insert = inserts.get(thread);
    for (int row = 0; row < rowsPerCommit; row++) {
      insert.setInt(1, thread + 1);
      insert.setInt(2, lastId.incrementAndGet());
      insert.setString(3, "Summer album");
      insert.setString(4, "What we saw on the way");
      insert.setInt(5, (int) count);
      insert.setObject(6, OffsetDateTime.now(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    connections.get(thread).commit();
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }
}
