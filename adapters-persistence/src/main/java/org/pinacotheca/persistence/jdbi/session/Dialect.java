package org.pinacotheca.persistence.jdbi.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbInternals;

/** The differences between the two databases. */
public enum Dialect {
  HSQLDB {
    @Override
    String nextIds(String sequence) {
      return "SELECT NEXT VALUE FOR "
          + sequence
          + " FROM UNNEST(SEQUENCE_ARRAY(1, CAST(:count AS INTEGER), 1))";
    }

    @Override
    public String anyOf(String column, String parameter) {
      return column + " IN (UNNEST(CAST(:" + parameter + " AS INTEGER ARRAY)))";
    }

    @Override
    public Map<String, String> placeholders() {
      return Map.of(
          "exact",
          "",
          "bytes",
          "VARBINARY(16777216)",
          "unless_there",
          "IF NOT EXISTS",
          "hsqldb_only",
          "");
    }

    @Override
    public void requireSafety(DataSource source) {
      // Its directory is opened only by this process, with all settings.
    }

    @Override
    public void lockSchema(Connection connection) {
      // No other process uses its directory.
    }

    @Override
    public boolean isConnected(Connection connection) throws SQLException {
      // Its driver does not.
      return HsqldbInternals.isConnected(connection);
    }

    @Override
    public boolean isFileError(SQLException failure) {
      return HsqldbInternals.isFileError(failure);
    }

    @Override
    public void compact(Connection connection) throws SQLException {
      // Removed rows stay in its log until a checkpoint, and in its data file until it is
      // compacted.
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT DEFRAG");
      }
    }

    @Override
    public StatementBuilderFactory statements() {
      return new PreparedStatementCache();
    }
  },

  POSTGRESQL {
    @Override
    String nextIds(String sequence) {
      return "SELECT nextval('" + sequence + "') FROM generate_series(1, :count)";
    }

    @Override
    public String anyOf(String column, String parameter) {
      return column + " = ANY(:" + parameter + ")";
    }

    @Override
    public Map<String, String> placeholders() {
      return Map.of(
          "exact", "COLLATE \"C\"", "bytes", "BYTEA", "unless_there", "", "hsqldb_only", "-- ");
    }

    @Override
    public void requireSafety(DataSource source) {
      require(source, "server_encoding", Set.of("UTF8"));
      require(source, "synchronous_commit", Set.of("on", "remote_apply"));
      require(source, "fsync", Set.of("on"));
    }

    @Override
    public void lockSchema(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '50s'");
        statement.execute("SET LOCAL statement_timeout = '50s'");
        statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
      }
    }

    @Override
    public boolean isConnected(Connection connection) {
      // Its driver reports a closed session.
      return true;
    }

    @Override
    public boolean isFileError(SQLException failure) {
      // Its server reports its own failures.
      return false;
    }

    @Override
    public void compact(Connection connection) {
      // Its own vacuum frees the space, in files that the server manages.
    }

    @Override
    public StatementBuilderFactory statements() {
      // Its driver caches them itself.
      return DefaultStatementBuilder.FACTORY;
    }

    private static void require(DataSource source, String setting, Set<String> values) {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SHOW " + setting)) {
        row.next();
        if (!values.contains(row.getString(1))) {
          throw new IllegalStateException(
              "the database has " + setting + " '" + row.getString(1) + "', not one of " + values);
        }
        connection.rollback();
      } catch (SQLException e) {
        throw new StorageException("the database cannot be asked for its settings", e);
      }
    }
  };

  /** A number for the lock on the schema, which no other program uses on purpose. */
  private static final long SCHEMA_LOCK = 0x70696e61636f7468L;

  /** A query for {@code :count} new sequence numbers. */
  abstract String nextIds(String sequence);

  /** A condition that the column has one of an array of integers. */
  public abstract String anyOf(String column, String parameter);

  /** Refuses a database that could lose commits or corrupt texts. */
  public abstract void requireSafety(DataSource source);

  /** Keeps other nodes from migrating the schema until the transaction ends. */
  public abstract void lockSchema(Connection connection) throws SQLException;

  /** Whether the session is open, as far as its driver does not report it. */
  public abstract boolean isConnected(Connection connection) throws SQLException;

  /** Whether the failure is one of the database's files, so it must be reopened. */
  public abstract boolean isFileError(SQLException failure);

  /** Rewrites the database's files without removed rows, if it does not do so by itself. */
  public abstract void compact(Connection connection) throws SQLException;

  /** How statements are prepared. */
  public abstract StatementBuilderFactory statements();

  /** The placeholders in the migrations for what differs between the databases. */
  public abstract Map<String, String> placeholders();
}
