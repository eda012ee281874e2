package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
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
  private final Jdbi jdbi;
  private final String jdbcUrl;
  private final AesGcmCipher seal;
  private final String mark;
  private final boolean begunBefore;

  private DatabaseMove(
      HikariDataSource pool, String jdbcUrl, AesGcmCipher seal, String mark, boolean begunBefore) {
    this.pool = pool;
    this.jdbi = JdbiStorage.jdbi(pool, Dialect.POSTGRESQL);
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
    try (Handle handle = JdbiStorage.jdbi(pool, Dialect.POSTGRESQL).open()) {
      Dialect.POSTGRESQL.requireSafety(pool);
      String mark = seal.fingerprint() + " " + purpose;
      boolean begunBefore = requireEmptyOrMarked(handle, mark);
      return new DatabaseMove(pool, jdbcUrl, seal, mark, begunBefore);
    } catch (SQLException | JdbiException e) {
      pool.close();
      throw new StorageException("the database cannot be asked what it holds", e);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static boolean requireEmptyOrMarked(Handle handle, String mark) throws SQLException {
    List<TableCopy> tables = TableCopy.all(handle.getConnection());
    if (tables.stream().anyMatch(table -> table.name().equals(MARKS))) {
      Optional<String> known = marks(handle, "SELECT content FROM storage_mark WHERE name = :name");
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
      if (hasRows(handle, table)) {
        throw new TargetNotEmptyException(
            "the database is not empty: its table "
                + table.name()
                + " has rows; a move never writes over anything, so name an empty database");
      }
    }
    return false;
  }

  private static Optional<String> marks(Handle handle, String sql) {
    return handle.createQuery(sql).bind("name", MARK).mapTo(String.class).findOne();
  }

  private static boolean hasRows(Handle handle, TableCopy table) {
    String quoted = '"' + table.name().replace("\"", "\"\"") + '"';
    return handle
        .createQuery("SELECT 1 FROM " + quoted + " LIMIT 1")
        .mapTo(int.class)
        .findOne()
        .isPresent();
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
    try (Handle handle = jdbi.open()) {
      // Also sets the mark of a starting server, so that only one of them succeeds.
      insert(handle, MARK, mark);
      insert(handle, JdbiStorage.MASTER_KEY, seal.fingerprint());
      handle.commit();
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException cause && "23505".equals(cause.getSQLState())) {
        throw new TargetNotEmptyException("somebody else has begun to use the database just now");
      }
      throw new StorageException("the database cannot be marked", e);
    }
  }

  private static void insert(Handle handle, String name, String content) {
    handle
        .createUpdate("INSERT INTO storage_mark (name, content) VALUES (:name, :content)")
        .bind("name", name)
        .bind("content", content)
        .execute();
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
   * @param storage open for reading, so that no server works on it
   * @throws IllegalStateException when the verification fails, or another process has finished the
   *     move
   * @throws StorageException when one of the databases fails
   */
  public List<Moved> copyRows(JdbiStorage storage, Observer observer) {
    try (Handle source = storage.open();
        Handle target = jdbi.open()) {
      // Makes a process that finishes the move wait for the end of this transaction.
      if (marks(target, "SELECT name FROM storage_mark WHERE name = :name FOR UPDATE").isEmpty()) {
        throw new IllegalStateException("another process has finished this move meanwhile");
      }
      List<TableCopy> tables = TableCopy.all(source.getConnection());
      requireSame(tables, TableCopy.all(target.getConnection()));
      List<String> sequences = TableCopy.sequences(source);
      requireSame(sequences, TableCopy.sequences(target));
      empty(target, tables);
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

  private static void empty(Handle target, List<TableCopy> tables) {
    for (TableCopy table : tables) {
      target.execute(
          table.name().equals(MARKS)
              ? "DELETE FROM storage_mark WHERE name <> '" + MARK + "'"
              : "TRUNCATE TABLE " + table.name());
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
    String others = table.name().equals(MARKS) ? " WHERE name <> '" + MARK + "'" : "";
    target
        .createQuery("SELECT " + table.columnList() + " FROM " + table.name() + others)
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
      long value = number(source, Dialect.HSQLDB.nextNumberOf(sequence));
      next.put("'" + sequence + "'", Long.toString(value));
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

  /** Opens the database read-only, although the move is not finished. */
  public JdbiStorage read(InstantSource clock, JdbiSettings settings) {
    return JdbiStorage.readMoved(jdbcUrl, seal, clock, settings);
  }

  /** Removes the mark, so that servers can start. */
  public void finish() {
    try (Handle handle = jdbi.open()) {
      handle
          .createUpdate("DELETE FROM storage_mark WHERE name = :name")
          .bind("name", MARK)
          .execute();
      handle.commit();
    } catch (JdbiException e) {
      throw new StorageException("the mark of the move cannot be taken away", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
