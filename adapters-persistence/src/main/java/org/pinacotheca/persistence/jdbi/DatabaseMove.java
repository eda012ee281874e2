package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.jdbi.migrate.Migrations;
import org.pinacotheca.persistence.jdbi.migrate.RowChecksum;
import org.pinacotheca.persistence.jdbi.migrate.RowCursor;
import org.pinacotheca.persistence.jdbi.migrate.TableCopy;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * Copies all rows of a stopped embedded installation into an empty PostgreSQL database, in one
 * transaction that also verifies them: an aborted move has left all of them or none, and can be
 * repeated. Used by one thread.
 */
public final class DatabaseMove implements AutoCloseable {
  private static final int ROWS_PER_FETCH = 500;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private DatabaseMove(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = ConnectionPools.jdbi(pool, Dialect.POSTGRESQL);
  }

  /**
   * Opens an existing database; changes nothing yet.
   *
   * @throws IllegalArgumentException when the URL is not one of PostgreSQL
   * @throws IllegalStateException when the database is not empty, or the server does not commit
   *     durably
   * @throws StorageException when the database cannot be reached
   */
  public static DatabaseMove open(String jdbcUrl) {
    HikariDataSource pool = ConnectionPools.postgresqlForMove(jdbcUrl);
    try {
      DatabaseMove move = new DatabaseMove(pool);
      try (Handle handle = move.jdbi.open()) {
        Dialect.POSTGRESQL.requireSafety(pool);
        requireEmpty(handle);
      }
      return move;
    } catch (SQLException | JdbiException e) {
      pool.close();
      throw new StorageException("the database cannot be asked what it holds", e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static void requireEmpty(Handle handle) throws SQLException {
    for (TableCopy table : TableCopy.all(handle.getConnection())) {
      if (hasRows(handle, table)) {
        throw new IllegalStateException(
            "the database is not empty: its table "
                + table.name()
                + " has rows; a move never writes over anything, so name an empty database");
      }
    }
  }

  private static boolean hasRows(Handle handle, TableCopy table) {
    String quoted = '"' + table.name().replace("\"", "\"\"") + '"';
    return handle
        .createQuery("SELECT 1 FROM " + quoted + " LIMIT 1")
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  /**
   * The number of copied rows of a table.
   *
   * @param table the table's name
   * @param rows its number of rows, the same as in the source
   */
  public record Moved(String table, long rows) {}

  /** Observes the progress of a move. */
  public interface Observer {
    /** Called after this many rows of a table were written. */
    void reached(String table, long rows);
  }

  /**
   * Creates the tables, copies all rows, sets the sequences, and reads the rows back before the
   * commit. A server that starts on the database meanwhile waits, and either it or the move fails.
   *
   * @param storage open for reading, so that no server works on it
   * @throws IllegalStateException when the verification fails, or the database is no longer empty
   * @throws StorageException when one of the databases fails
   */
  public List<Moved> copyRows(JdbiStorage storage, Observer observer) {
    Migrations.run(pool, Dialect.POSTGRESQL);
    try (Handle source = storage.open();
        Handle target = jdbi.open()) {
      // The first table that a starting server uses.
      target.execute("LOCK TABLE storage_mark IN ACCESS EXCLUSIVE MODE");
      requireEmpty(target);
      List<TableCopy> tables = TableCopy.all(source.getConnection());
      requireSame(tables, TableCopy.all(target.getConnection()));
      List<String> sequences = TableCopy.sequences(source);
      requireSame(sequences, TableCopy.sequences(target));
      List<Moved> moved = new ArrayList<>();
      for (TableCopy table : tables) {
        moved.add(copy(source, target, table, observer));
      }
      setNumbers(source, target, sequences, tables);
      target.commit();
      return List.copyOf(moved);
    } catch (SQLException e) {
      throw new StorageException("the rows cannot be moved: " + reason(e), e);
    } catch (JdbiException e) {
      throw new StorageException("the rows cannot be moved", e);
    }
  }

  /** The reason of a failed batch: its first error, without values. */
  private static String reason(SQLException e) {
    SQLException next = e.getNextException();
    return String.valueOf((next == null ? e : next).getMessage()).lines().findFirst().orElse("");
  }

  private static <T> void requireSame(List<T> source, List<T> target) {
    if (!source.equals(target)) {
      throw new IllegalStateException(
          "the two databases differ in their schema: " + source + " and " + target);
    }
  }

  private static Moved copy(Handle source, Handle target, TableCopy table, Observer observer)
      throws SQLException {
    RowChecksum read = new RowChecksum();
    String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    try (PreparedStatement insert =
        target
            .getConnection()
            .prepareStatement(
                "INSERT INTO "
                    + table.name()
                    + " ("
                    + table.columnList()
                    + ") VALUES ("
                    + places
                    + ")")) {
      new RowCursor(source.getConnection(), table)
          .eachPage(page -> {
            for (Object[] row : page) {
              for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
              }
              insert.addBatch();
              read.add(row);
            }
            insert.executeBatch();
            observer.reached(table.name(), read.rows());
          });
    }
    if (read.rows() != number(source, "SELECT COUNT(*) FROM " + table.name())
        || !read.agreesWith(arrived(target, table))) {
      throw new IllegalStateException(
          "the rows of table " + table.name() + " did not arrive as they were");
    }
    return new Moved(table.name(), read.rows());
  }

  private static long number(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(long.class).one();
  }

  private static RowChecksum arrived(Handle target, TableCopy table) {
    RowChecksum arrived = new RowChecksum();
    target
        .createQuery("SELECT " + table.columnList() + " FROM " + table.name())
        .setFetchSize(ROWS_PER_FETCH)
        .map((row, _) -> RowCursor.row(row, table.columns().size()))
        .forEach(arrived::add);
    return arrived;
  }

  /** Sets each sequence to its value in the source, each identity column after its last number. */
  private static void setNumbers(
      Handle source, Handle target, List<String> sequences, List<TableCopy> tables) {
    SortedMap<String, String> next = new TreeMap<>();
    for (String sequence : sequences) {
      next.put("'" + sequence + "'", Long.toString(TableCopy.nextNumber(source, sequence)));
    }
    for (TableCopy table : tables) {
      table
          .numbered()
          .ifPresent(column ->
              next.put(
                  "pg_get_serial_sequence('" + table.name() + "', '" + column + "')",
                  "(SELECT COALESCE(MAX(" + column + "), 0) + 1 FROM " + table.name() + ")"));
    }
    next.forEach((sequence, value) ->
        number(target, "SELECT setval(" + sequence + ", " + value + ", false)"));
  }

  @Override
  public void close() {
    pool.close();
  }
}
