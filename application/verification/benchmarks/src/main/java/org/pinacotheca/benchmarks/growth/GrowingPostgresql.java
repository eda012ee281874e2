package org.pinacotheca.benchmarks.growth;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.testservers.PostgresqlServer;
import org.postgresql.PGConnection;

/** A database of the PostgreSQL server that the tests use, filled by COPY. */
record GrowingPostgresql(PostgresqlServer.Database database) implements GrowingDatabase {
  private static final int CHARACTERS_AT_A_TIME = 4_000_000;

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
    Connection connection = DriverManager.getConnection(database.jdbcUrl());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
    }
    return new Copies(connection);
  }

  @Override
  public void close() {
    database.close();
  }

  private static final class Copies implements Filling {
    private final Connection connection;
    private final Map<GrowthTable, StringBuilder> waiting = new EnumMap<>(GrowthTable.class);

    Copies(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void add(GrowthTable table, @Nullable Object... values) throws SQLException {
      StringBuilder text = waiting.computeIfAbsent(table, _ -> new StringBuilder());
      for (int place = 0; place < values.length; place++) {
        text.append(place == 0 ? "" : "\t").append(values[place] == null ? "\\N" : values[place]);
      }
      text.append('\n');
      if (text.length() > CHARACTERS_AT_A_TIME) {
        copy(table, text);
      }
    }

    private void copy(GrowthTable table, StringBuilder text) throws SQLException {
      String name = table.name().toLowerCase(Locale.ROOT);
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY %s (%s) FROM STDIN".formatted(name, table.columns()),
                new StringReader(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.setLength(0);
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void close() throws SQLException {
      for (Map.Entry<GrowthTable, StringBuilder> rest : waiting.entrySet()) {
        copy(rest.getKey(), rest.getValue());
      }
      try (connection;
          Statement statement = connection.createStatement()) {
        // The server would do this by itself within minutes.
        statement.execute("VACUUM ANALYZE");
        statement.execute("CHECKPOINT");
      }
    }
  }
}
