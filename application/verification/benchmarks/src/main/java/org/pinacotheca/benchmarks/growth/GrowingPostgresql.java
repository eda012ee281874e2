package org.pinacotheca.benchmarks.growth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.pinacotheca.testservers.PostgresqlServer;

/** A database of the PostgreSQL server that the tests use. */
record GrowingPostgresql(PostgresqlServer.Database database) implements GrowingDatabase {
  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Optional<String> jdbcUrl() {
    return Optional.of(database.jdbcUrl());
  }

  @Override
  public Map<String, Long> bytes() throws SQLException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    String sql =
        """
        SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC
        """;
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        bytes.put(rows.getString(1), rows.getLong(2));
        bytes.put(rows.getString(1) + " indexes", rows.getLong(3));
      }
    }
    return bytes;
  }

  @Override
  public Filling fill() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("reWriteBatchedInserts", "true");
    Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
    }
    // The server would vacuum by itself within minutes.
    return new Filling(connection, "VACUUM ANALYZE", "CHECKPOINT");
  }

  @Override
  public void close() {
    database.close();
  }
}
