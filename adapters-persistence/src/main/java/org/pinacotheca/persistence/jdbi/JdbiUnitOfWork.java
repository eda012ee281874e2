package org.pinacotheca.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.persistence.keys.AesGcmSeal;

/**
 * Units of work on a pool of connections, each a transaction at READ COMMITTED. What fails because
 * of concurrent work is tried again, a limited number of times. Every failure of the database is a
 * {@link StorageException}. Safe for use by many threads, virtual ones too.
 */
final class JdbiUnitOfWork implements UnitOfWork {
  private static final int TRIES_MAX = 20;

  /** Whoever was first has committed by the second try, which sees it; more are for bad luck. */
  private static final int TRIES_AFTER_UNIQUENESS_BREACH_MAX = 5;

  private static final long PAUSE_MILLIS_MAX = 100;
  private static final String READ_ONLY_BREACH = "25006";
  private static final String UNIQUENESS_BREACH = "23505";
  private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

  private final Jdbi jdbi;
  private final Dialect dialect;
  private final AesGcmSeal seal;
  private final InstantSource clock;
  private final ThreadLocal<Boolean> running = new ThreadLocal<>();

  JdbiUnitOfWork(Jdbi jdbi, Dialect dialect, AesGcmSeal seal, InstantSource clock) {
    this.jdbi = jdbi;
    this.dialect = dialect;
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return once(work, true);
      } catch (ConcurrentWorkException e) {
        if (tries >= e.triesMax) {
          throw new StorageException(
              "a unit of work failed " + tries + " times because of concurrent work", e.getCause());
        }
        pause(tries);
      }
    }
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void compact() {
    if (running.get() != null) {
      throw new IllegalStateException("a storage cannot be compacted inside a unit of work");
    }
    try (Handle handle = jdbi.open()) {
      dialect.compact(handle.getConnection());
      handle.getConnection().rollback();
    } catch (ConnectionException e) {
      throw new StorageException("the database gave no connection in time", e);
    } catch (SQLException e) {
      throw new StorageException("the database's files could not be compacted", e);
    }
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> work) {
    try {
      return once(work, false);
    } catch (ConcurrentWorkException e) {
      throw new StorageException("the database refused to read", e.getCause());
    }
  }

  private <T> T once(Function<? super Transaction, ? extends T> work, boolean writable) {
    if (running.get() != null) {
      throw new IllegalStateException("a unit of work cannot begin inside another");
    }
    running.set(true);
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      if (!writable) {
        connection.setReadOnly(true);
      }
      JdbiSession session = new JdbiSession(handle, dialect, writable);
      T result = run(work, session, connection);
      if (writable) {
        commit(connection);
      } else {
        connection.rollback();
      }
      return result;
    } catch (ConnectionException e) {
      throw new StorageException("the database gave no connection in time", e);
    } catch (SQLException e) {
      throw new StorageException("the database failed", e);
    } finally {
      running.remove();
    }
  }

  private <T> T run(
      Function<? super Transaction, ? extends T> work, JdbiSession session, Connection connection) {
    Instant now = now();
    T result;
    try {
      result = work.apply(new JdbiTransaction(session, seal, now));
      if (session.failure() != null) {
        throw new StorageException(
            "the unit of work went on after a statement had failed", session.failure());
      }
    } catch (RuntimeException | Error e) {
      rollBack(connection, e);
      throw meaning(e, session.failure());
    } finally {
      session.end();
    }
    return result;
  }

  /** What the work's exception means to whoever began it. */
  private static RuntimeException meaning(Throwable thrown, @Nullable SQLException failure) {
    Optional<SQLException> cause = Optional.ofNullable(failure).or(() -> sqlCause(thrown));
    String state = cause.map(SQLException::getSQLState).orElse("");
    if (state.equals(UNIQUENESS_BREACH)) {
      return new ConcurrentWorkException(thrown, TRIES_AFTER_UNIQUENESS_BREACH_MAX);
    }
    if (ROLLED_BACK.contains(state)) {
      return new ConcurrentWorkException(thrown, TRIES_MAX);
    }
    if (state.equals(READ_ONLY_BREACH)) {
      return new IllegalStateException("a unit of work that only reads cannot write", thrown);
    }
    return switch (thrown) {
      case JdbiException e ->
          new StorageException("the database failed (SQL state " + state + ")", e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(thrown);
    };
  }

  private static Optional<SQLException> sqlCause(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void commit(Connection connection) {
    try {
      connection.commit();
      if (!dialect.isConnected(connection)) {
        throw unconfirmed(null);
      }
    } catch (SQLException e) {
      rollBack(connection, e);
      if (ROLLED_BACK.contains(e.getSQLState())) {
        throw new ConcurrentWorkException(e, TRIES_MAX);
      }
      throw unconfirmed(e);
    }
  }

  private static StorageException unconfirmed(@Nullable SQLException cause) {
    return new StorageException(
        "the database did not confirm a commit; the work may have been done or not", cause);
  }

  private static void pause(int tries) {
    long millisMax = Math.min(PAUSE_MILLIS_MAX, 1L << Math.min(tries, 20));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(millisMax + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while a unit of work waited for its next try", e);
    }
  }

  /** Other work came in between; the same work may well succeed. */
  private static final class ConcurrentWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int triesMax;

    ConcurrentWorkException(Throwable cause, int triesMax) {
      super(cause);
      this.triesMax = triesMax;
    }
  }
}
