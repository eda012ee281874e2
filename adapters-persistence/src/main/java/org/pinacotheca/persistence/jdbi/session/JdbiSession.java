package org.pinacotheca.persistence.jdbi.session;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The database transaction shared by all stores of a unit of work. Used by one thread. */
public final class JdbiSession {
  private final Handle handle;
  private final Dialect dialect;
  private final boolean writable;
  private boolean over;
  private @Nullable SQLException failure;

  public JdbiSession(Handle handle, Dialect dialect, boolean writable) {
    this.handle = handle;
    this.dialect = dialect;
    this.writable = writable;
    handle.getConfig(SqlStatements.class).setSqlLogger(new Failures());
  }

  public Dialect dialect() {
    return dialect;
  }

  public Query query(String sql) {
    requireRunning();
    return handle.createQuery(sql);
  }

  public Update update(String sql) {
    requireWritable();
    return handle.createUpdate(sql);
  }

  public PreparedBatch batch(String sql) {
    requireWritable();
    return handle.prepareBatch(sql);
  }

  /** This many new numbers, ascending. */
  public List<Integer> nextIds(String sequence, int count) {
    requireWritable();
    return query(dialect.nextIds(sequence))
        .bind("count", count)
        .mapTo(Integer.class)
        .list()
        .stream()
        .sorted()
        .toList();
  }

  /** A new number, greater than all before. */
  public long nextNumber(String sequence) {
    requireWritable();
    return query(dialect.nextIds(sequence)).bind("count", 1).mapTo(Long.class).one();
  }

  public void requireWritable() {
    requireRunning();
    if (!writable) {
      throw new IllegalStateException("a unit of work that only reads cannot write");
    }
  }

  private void requireRunning() {
    if (over) {
      throw new IllegalStateException("the unit of work has ended");
    }
  }

  /** Ends the use of the stores. */
  public void end() {
    over = true;
  }

  /**
   * The last failed statement; the transaction must not be committed then, even if the work ignored
   * it.
   */
  public @Nullable SQLException failure() {
    return failure;
  }

  private final class Failures implements SqlLogger {
    @Override
    public void logException(StatementContext context, SQLException e) {
      failure = e;
    }
  }
}
