package org.pinacotheca.persistence.jdbi.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCPreparedStatement;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.pinacotheca.application.spi.StorageException;

/**
 * Caches open HSQLDB statements for each connection, because HSQLDB compiles a closed statement
 * again. Thread-safe; each connection is used by one thread at a time.
 */
final class PreparedStatementCache implements StatementBuilderFactory {
  private static final int STATEMENTS_PER_CONNECTION_MAX = 100;

  private final Map<JDBCConnection, Shelf> shelves = new ConcurrentHashMap<>();

  @Override
  public StatementBuilder createStatementBuilder(Connection pooled) {
    try {
      JDBCConnection connection = pooled.unwrap(JDBCConnection.class);
      Shelf shelf = shelves.get(connection);
      return new Builder(connection, shelf == null ? newShelf(connection) : shelf);
    } catch (SQLException e) {
      throw new StorageException("the pool gave no connection of HSQLDB", e);
    }
  }

  /** The pool sometimes replaces a connection that it has closed. */
  private Shelf newShelf(JDBCConnection connection) {
    shelves.keySet().removeIf(PreparedStatementCache::isClosed);
    return shelves.computeIfAbsent(connection, _ -> new Shelf());
  }

  private static boolean isClosed(JDBCConnection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** The idle statements of a connection, the most recently used last. */
  private static final class Shelf {
    private final LinkedHashMap<String, JDBCPreparedStatement> statements = new LinkedHashMap<>();
  }

  private static final class Builder extends DefaultStatementBuilder {
    private final JDBCConnection connection;
    private final Shelf shelf;

    /** The text under which it was prepared; it may be released under another. */
    private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

    Builder(JDBCConnection connection, Shelf shelf) {
      this.connection = connection;
      this.shelf = shelf;
    }

    @Override
    public PreparedStatement create(Connection pooled, String sql, StatementContext context)
        throws SQLException {
      // The pool must see the failure of a closed session, to discard the connection.
      if (context.isReturningGeneratedKeys()
          || context.isConcurrentUpdatable()
          || connection.getSession().isClosed()) {
        return super.create(pooled, sql, context);
      }
      PreparedStatement kept = shelf.statements.remove(sql);
      PreparedStatement statement =
          kept != null
              ? kept
              : connection.prepareStatement(
                  sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      inUse.put(statement, sql);
      return statement;
    }

    @Override
    public void close(Connection pooled, String template, Statement statement) throws SQLException {
      String sql = inUse.remove(statement);
      if (sql == null || !(statement instanceof JDBCPreparedStatement own)) {
        super.close(pooled, template, statement);
        return;
      }
      // Bound values may be large or secret.
      own.clearParameters();
      own.clearBatch();
      JDBCPreparedStatement surplus = shelf.statements.putLast(sql, own);
      if (surplus == null && shelf.statements.size() > STATEMENTS_PER_CONNECTION_MAX) {
        surplus = shelf.statements.pollFirstEntry().getValue();
      }
      if (surplus != null) {
        surplus.close();
      }
    }
  }
}
