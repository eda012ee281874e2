package org.pinacotheca.benchmarks.growth;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database that is filled with rows behind the gallery's back, while no gallery uses it. */
interface GrowingDatabase extends AutoCloseable {
  String name();

  /** How the gallery in a process of its own names it. */
  String location();

  /** What a server is told beside the data directory, so that it uses the database. */
  List<String> serverArguments();

  /** Begins to fill; ends when the filling is closed, after which the rows are there to stay. */
  Filling fill() throws SQLException;

  /** How many bytes lie on the disk, by what they are for. */
  Map<String, Long> bytes() throws SQLException;

  @Override
  void close();

  /** The rows that are added at a time. Used by one thread. */
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

    /** Lets a sequence go on behind the greatest number of the column it is for. */
    default void restart(String sequence, long greatest) throws SQLException {
      try (Statement statement = connection().createStatement()) {
        statement.execute("ALTER SEQUENCE " + sequence + " RESTART WITH " + (greatest + 1));
      }
    }

    @Override
    void close() throws SQLException;
  }
}
