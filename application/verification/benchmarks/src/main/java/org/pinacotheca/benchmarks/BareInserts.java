package org.pinacotheca.benchmarks;

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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.pinacotheca.benchmarks.measure.Turn;
import org.pinacotheca.benchmarks.measure.Workplace;

/**
 * HSQLDB files through JDBC with nothing on top, with the settings of the gallery's database:
 * inserts rows like an album's, and commits. Each thread has its own connection.
 */
abstract class BareInserts {
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

  private final Workplace workplace = Workplace.open();
  private final String url = "jdbc:hsqldb:file:" + workplace.place("bare").resolve("bare");
  private final List<Connection> connections = new ArrayList<>();
  private final List<PreparedStatement> inserts = new ArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final int threads;
  private final int rowsPerCommit;

  BareInserts(int threads, int rowsPerCommit) {
    this.threads = threads;
    this.rowsPerCommit = rowsPerCommit;
  }

  /** Creates the table, and connects. */
  @Setup
  public void open() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
    }
    for (int i = 0; i < threads; i++) {
      Connection connection = connect();
      connection.setAutoCommit(false);
      connections.add(connection);
      inserts.add(
          connection.prepareStatement(
              "INSERT INTO album (owner_id, album_id, name, description, place, created) VALUES (?,"
                  + " ?, ?, ?, ?, ?)"));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "SA", "");
  }

  /** Inserts the rows of one commit durably, on the connection of the thread. */
  void insert(Turn turn) throws SQLException {
    PreparedStatement insert = inserts.get(turn.thread());
    int count = turn.next();
    for (int row = 0; row < rowsPerCommit; row++) {
      insert.setInt(1, turn.thread() + 1);
      insert.setInt(2, lastId.incrementAndGet());
      insert.setString(3, "Summer album");
      insert.setString(4, "What we saw on the way");
      insert.setInt(5, count);
      insert.setObject(6, OffsetDateTime.now(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    connections.get(turn.thread()).commit();
  }

  /** Removes everything. */
  @TearDown
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
    workplace.close();
  }
}
