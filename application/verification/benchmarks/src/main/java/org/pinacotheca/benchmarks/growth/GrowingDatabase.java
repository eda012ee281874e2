package org.pinacotheca.benchmarks.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database that is filled with rows directly, while no gallery uses it. */
interface GrowingDatabase extends AutoCloseable {
  String name();

  /** The URL of a PostgreSQL; empty for HSQLDB files. */
  Optional<String> jdbcUrl();

  /** The arguments of a server, besides the data directory, that make it use the database. */
  default List<String> serverArguments() {
    return jdbcUrl().map(url -> List.of("--database", url)).orElse(List.of());
  }

  /** Starts filling; when it is closed, the rows are durable. */
  Filling fill() throws SQLException;

  /** The bytes on the disk, by purpose. */
  Map<String, Long> bytes() throws SQLException;

  @Override
  void close();

  /** A filling of the database with batches of rows. Used by one thread. */
  final class Filling implements AutoCloseable {
    private static final int ROWS_AT_A_TIME = 500;
    private static final int BATCHES_PER_COMMIT = 10;

    private final Connection connection;
    private final List<String> atEnd;
    private final Map<GrowthTable, PreparedStatement> inserts = new EnumMap<>(GrowthTable.class);
    private final Map<GrowthTable, Integer> waiting = new EnumMap<>(GrowthTable.class);
    private int batches;

    /**
     * Fills on this connection.
     *
     * @param atEnd statements to run when all rows are committed
     */
    Filling(Connection connection, String... atEnd) throws SQLException {
      this.connection = connection;
      this.atEnd = List.of(atEnd);
      connection.setAutoCommit(false);
      for (GrowthTable table : GrowthTable.values()) {
        String parameters = "?, ".repeat(table.columnCount() - 1) + "?";
        inserts.put(
            table,
            connection.prepareStatement(
                "INSERT INTO %s (%s) VALUES (%s)"
                    .formatted(table.name(), table.columns(), parameters)));
      }
    }

    void add(GrowthTable table, @Nullable Object... values) throws SQLException {
      PreparedStatement insert = Objects.requireNonNull(inserts.get(table));
      for (int place = 0; place < values.length; place++) {
        insert.setObject(place + 1, values[place]);
      }
      insert.addBatch();
      if (waiting.merge(table, 1, Integer::sum) == ROWS_AT_A_TIME) {
        flush(table);
        batches++;
        if (batches % BATCHES_PER_COMMIT == 0) {
          connection.commit();
        }
      }
    }

    private void flush(GrowthTable table) throws SQLException {
      if (waiting.getOrDefault(table, 0) > 0) {
        Objects.requireNonNull(inserts.get(table)).executeBatch();
        waiting.put(table, 0);
      }
    }

    /** The greatest number of a column, 0 when there is no row. */
    long greatest(GrowthTable table, String column) throws SQLException {
      String sql = "SELECT MAX(%s) FROM %s".formatted(column, table);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    }

    /** Restarts a sequence behind the greatest number of its column. */
    void restart(String sequence, long greatest) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("ALTER SEQUENCE " + sequence + " RESTART WITH " + (greatest + 1));
      }
    }

    @Override
    public void close() throws SQLException {
      for (GrowthTable table : GrowthTable.values()) {
        flush(table);
      }
      connection.commit();
      connection.setAutoCommit(true);
      try (connection;
          Statement statement = connection.createStatement()) {
        for (String last : atEnd) {
          statement.execute(last);
        }
      }
    }
  }
}
