package org.pinacotheca.benchmarks.growth;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
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

  /** A filling of the database with rows. Used by one thread. */
  interface Filling extends AutoCloseable {
    void add(GrowthTable table, @Nullable Object... values) throws SQLException;

    Connection connection();

    /** The greatest number of a column, 0 when there is no row. */
    default long greatest(GrowthTable table, String column) throws SQLException {
      String sql = "SELECT MAX(%s) FROM %s".formatted(column, table);
      try (Statement statement = connection().createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    }

    /** Restarts a sequence behind the greatest number of its column. */
    default void restart(String sequence, long greatest) throws SQLException {
      try (Statement statement = connection().createStatement()) {
        statement.execute("ALTER SEQUENCE " + sequence + " RESTART WITH " + (greatest + 1));
      }
    }

    @Override
    void close() throws SQLException;
  }
}
