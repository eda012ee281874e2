package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.failure.StorageException;
import org.pinacotheca.persistence.jdbi.failure.TargetNotEmptyException;
import org.pinacotheca.persistence.jdbi.migrate.Migrations;
import org.pinacotheca.persistence.jdbi.migrate.RowChecksum;
import org.pinacotheca.persistence.jdbi.migrate.RowCursor;
import org.pinacotheca.persistence.jdbi.migrate.TableCopy;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * Copies all rows of a stopped embedded installation into an empty PostgreSQL database. From {@link
 * #begin} to {@link #finish} a mark in the database prevents servers from starting. The rows are
 * written in one transaction, so an aborted move has left all of them or none, and can be repeated.
 * Used by one thread.
 */
public final class DatabaseMove implements AutoCloseable {
  /** The name of the mark of an unfinished move. */
  static final String MARK = "unfinished move";

  private static final String MARKS = "storage_mark";
  private static final int ROWS_PER_FETCH = 500;

  private final HikariDataSource pool;
  private final String jdbcUrl;
  private final AesGcmCipher seal;
  private final String mark;
  private final boolean begunBefore;

  private DatabaseMove(
      HikariDataSource pool, String jdbcUrl, AesGcmCipher seal, String mark, boolean begunBefore) {
    this.pool = pool;
    this.jdbcUrl = jdbcUrl;
    this.seal = seal;
    this.mark = mark;
    this.begunBefore = begunBefore;
  }

  /**
   * Opens an existing database; changes nothing yet.
   *
   * @param purpose identifies the move when it is repeated, at most 100 characters
   * @throws IllegalArgumentException when the URL is not one of PostgreSQL
   * @throws TargetNotEmptyException when the database contains anything except an unfinished move
   *     of the same installation for the same purpose
   * @throws IllegalStateException when the server does not commit durably
   * @throws StorageException when the database cannot be reached
   */
  public static DatabaseMove open(String jdbcUrl, AesGcmCipher seal, String purpose) {
    HikariDataSource pool = JdbiStorage.poolForMove(jdbcUrl);
    try (Connection connection = pool.getConnection()) {
      Dialect.POSTGRESQL.requireSafety(pool);
      String mark = seal.fingerprint() + " " + purpose;
      boolean begunBefore = requireEmptyOrMarked(connection, mark);
      connection.rollback();
      return new DatabaseMove(pool, jdbcUrl, seal, mark, begunBefore);
    } catch (SQLException e) {
      pool.close();
      throw new StorageException("the database cannot be asked what it holds", e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static boolean requireEmptyOrMarked(Connection connection, String mark)
      throws SQLException {
    List<TableCopy> tables = TableCopy.all(connection);
    if (tables.stream().anyMatch(table -> table.name().equals(MARKS))) {
      Optional<String> known = mark(connection);
      if (known.isPresent()) {
        if (known.get().equals(mark)) {
          return true;
        }
        throw new TargetNotEmptyException(
            "the database holds an unfinished move of another installation, or one to another"
                + " store; repeat that one, or name an empty database");
      }
    }
    for (TableCopy table : tables) {
      if (hasRows(connection, table)) {
        throw new TargetNotEmptyException(
            "the database is not empty: its table "
                + table.name()
                + " has rows; a move never writes over anything, so name an empty database");
      }
    }
    return false;
  }

  private static Optional<String> mark(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT content FROM storage_mark WHERE name = ?")) {
      query.setString(1, MARK);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static boolean hasRows(Connection connection, TableCopy table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT 1 FROM " + statement.enquoteIdentifier(table.name(), true) + " LIMIT 1")) {
      return row.next();
    }
  }

  /** Whether the same move was begun earlier and aborted. */
  public boolean begunBefore() {
    return begunBefore;
  }

  /**
   * Creates the tables and the mark, which prevents servers from starting.
   *
   * @throws TargetNotEmptyException when another process has begun to use it
   */
  public void begin() {
    Migrations.run(pool, Dialect.POSTGRESQL);
    if (begunBefore) {
      return;
    }
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO storage_mark (name, content) VALUES (?, ?)")) {
      // Also sets the mark of a starting server, so that only one of them succeeds.
      for (String[] row :
          new String[][] {{MARK, mark}, {JdbiStorage.MASTER_KEY, seal.fingerprint()}}) {
        insert.setString(1, row[0]);
        insert.setString(2, row[1]);
        insert.executeUpdate();
      }
      connection.commit();
    } catch (SQLException e) {
      if ("23505".equals(e.getSQLState())) {
        throw new TargetNotEmptyException("somebody else has begun to use the database just now");
      }
      throw new StorageException("the database cannot be marked", e);
    }
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
   * Copies all rows and sets the sequences in one transaction, and verifies them by reading them
   * back before the commit.
   *
   * @param source open for reading, so that no server works on it
   * @throws IllegalStateException when the verification fails, or another process has finished the
   *     move
   * @throws StorageException when one of the databases fails
   */
  public List<Moved> copyRows(JdbiStorage source, Observer observer) {
    try (Connection from = source.connection();
        Connection to = pool.getConnection()) {
      lockMark(to);
      List<TableCopy> tables = TableCopy.all(from);
      requireSame(tables, TableCopy.all(to));
      requireSame(TableCopy.sequences(from), TableCopy.sequences(to));
      empty(to, tables);
      List<Moved> moved = new ArrayList<>();
      for (TableCopy table : tables) {
        moved.add(copy(from, to, table, observer));
      }
      setNumbers(from, to, tables);
      from.rollback();
      to.commit();
      return List.copyOf(moved);
    } catch (SQLException e) {
      throw new StorageException("the rows cannot be moved: " + reason(e), e);
    }
  }

  /** The reason of a failed batch: its first error, without values. */
  private static String reason(SQLException e) {
    SQLException next = e.getNextException();
    return String.valueOf((next == null ? e : next).getMessage()).lines().findFirst().orElse("");
  }

  /** Makes a process that finishes the move wait for the end of this transaction. */
  private static void lockMark(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT 1 FROM storage_mark WHERE name = ? FOR UPDATE")) {
      lock.setString(1, MARK);
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("another process has finished this move meanwhile");
        }
      }
    }
  }

  private static <T> void requireSame(List<T> source, List<T> target) {
    if (!source.equals(target)) {
      throw new IllegalStateException(
          "the two databases differ in their schema: " + source + " and " + target);
    }
  }

  private static void empty(Connection to, List<TableCopy> tables) throws SQLException {
    try (Statement statement = to.createStatement()) {
      for (TableCopy table : tables) {
        statement.executeUpdate(
            table.name().equals(MARKS)
                ? "DELETE FROM storage_mark WHERE name <> '" + MARK + "'"
                : "TRUNCATE TABLE " + table.name());
      }
    }
  }

  private static Moved copy(Connection from, Connection to, TableCopy table, Observer observer)
      throws SQLException {
    RowChecksum read = new RowChecksum();
    String places = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    try (PreparedStatement insert =
        to.prepareStatement(
            "INSERT INTO "
                + table.name()
                + " ("
                + table.columnList()
                + ") VALUES ("
                + places
                + ")")) {
      new RowCursor(from, table)
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
    if (read.rows() != count(from, table) || !read.agreesWith(arrived(to, table))) {
      throw new IllegalStateException(
          "the rows of table " + table.name() + " did not arrive as they were");
    }
    return new Moved(table.name(), read.rows());
  }

  private static long count(Connection from, TableCopy table) throws SQLException {
    try (Statement query = from.createStatement();
        ResultSet row = query.executeQuery("SELECT COUNT(*) FROM " + table.name())) {
      row.next();
      return row.getLong(1);
    }
  }

  private static RowChecksum arrived(Connection to, TableCopy table) throws SQLException {
    RowChecksum arrived = new RowChecksum();
    String others = table.name().equals(MARKS) ? " WHERE name <> '" + MARK + "'" : "";
    try (Statement query = to.createStatement()) {
      query.setFetchSize(ROWS_PER_FETCH);
      try (ResultSet rows =
          query.executeQuery("SELECT " + table.columnList() + " FROM " + table.name() + others)) {
        while (rows.next()) {
          arrived.add(RowCursor.row(rows, table.columns().size()));
        }
      }
    }
    return arrived;
  }

  /** Sets each sequence to its value in the source, each identity column after its last number. */
  private static void setNumbers(Connection from, Connection to, List<TableCopy> tables)
      throws SQLException {
    SortedMap<String, String> next = new TreeMap<>();
    for (String sequence : TableCopy.sequences(from)) {
      try (Statement query = from.createStatement();
          ResultSet row = query.executeQuery(Dialect.HSQLDB.nextNumberOf(sequence))) {
        row.next();
        next.put("'" + sequence + "'", Long.toString(row.getLong(1)));
      }
    }
    for (TableCopy table : tables) {
      table
          .numbered()
          .ifPresent(column ->
              next.put(
                  "pg_get_serial_sequence('" + table.name() + "', '" + column + "')",
                  "(SELECT COALESCE(MAX(" + column + "), 0) + 1 FROM " + table.name() + ")"));
    }
    try (Statement statement = to.createStatement()) {
      for (var sequence : next.entrySet()) {
        statement
            .executeQuery(
                "SELECT setval(" + sequence.getKey() + ", " + sequence.getValue() + ", false)")
            .close();
      }
    }
  }

  /** Opens the database read-only, although the move is not finished. */
  public JdbiStorage read(InstantSource clock, JdbiSettings settings) {
    return JdbiStorage.readMoved(jdbcUrl, seal, clock, settings);
  }

  /** Removes the mark, so that servers can start. */
  public void finish() {
    try (Connection connection = pool.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM storage_mark WHERE name = ?")) {
      delete.setString(1, MARK);
      delete.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      throw new StorageException("the mark of the move cannot be taken away", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
