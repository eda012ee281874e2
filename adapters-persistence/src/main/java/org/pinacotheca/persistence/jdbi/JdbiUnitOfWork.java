package org.pinacotheca.persistence.jdbi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageFullException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;
import org.pinacotheca.persistence.jdbi.failure.Durability;
import org.pinacotheca.persistence.jdbi.failure.OutageLog;
import org.pinacotheca.persistence.jdbi.session.Dialect;
import org.pinacotheca.persistence.jdbi.session.JdbiSession;
import org.pinacotheca.persistence.jdbi.store.JdbiTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units of work on a connection pool, each a transaction at READ COMMITTED. Work that fails because
 * of concurrent work is retried a limited number of times; work whose connection broke before the
 * commit, as after a database restart, is retried once. Every other failure is a {@link
 * StorageUnavailableException}, or a {@link StorageException} if the work may be committed or is
 * faulty. Thread-safe, also with virtual threads.
 */
final class JdbiUnitOfWork implements UnitOfWork {
  private static final Logger LOG = LoggerFactory.getLogger(JdbiUnitOfWork.class);

  private static final int TRIES_MAX = 20;

  /** The second attempt normally sees the other's commit; more are for repeated conflicts. */
  private static final int TRIES_AFTER_UNIQUENESS_BREACH_MAX = 5;

  private static final long PAUSE_MILLIS_MAX = 100;
  private static final String READ_ONLY_BREACH = "25006";
  private static final String UNIQUENESS_BREACH = "23505";
  private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

  private static final String CONNECTION_CLASS = "08";
  private static final String RESOURCES_CLASS = "53";
  private static final String DISK_FULL = "53100";
  private static final String IO_ERROR = "58030";
  private static final Set<String> SHUT_DOWN = Set.of("57P01", "57P02", "57P03");

  /** Timeouts of locks or statements. */
  private static final Set<String> TIMED_OUT = Set.of("55P03", "57014");

  private final Jdbi jdbi;
  private final Dialect dialect;
  private final AesGcmCipher seal;
  private final InstantSource clock;
  private final DatabaseGate gate;
  private final Runnable dropIdleConnections;
  private final OutageLog outages = new OutageLog();
  private final ThreadLocal<Boolean> running = new ThreadLocal<>();

  /**
   * Creates units of work on a pool.
   *
   * @param dropIdleConnections makes the pool open new connections
   */
  JdbiUnitOfWork(
      Jdbi jdbi,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate,
      Runnable dropIdleConnections) {
    this.gate = gate;
    this.dropIdleConnections = dropIdleConnections;
    this.jdbi = jdbi;
    this.dialect = dialect;
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public <T> T transact(Function<? super Transaction, ? extends T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return connected(work, true);
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
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void compact() {
    if (running.get() != null) {
      throw new IllegalStateException("a storage cannot be compacted inside a unit of work");
    }
    gate.requireWritable();
    try (Handle handle = jdbi.open()) {
      dialect.compact(handle.getConnection());
      requireTrust();
      handle.getConnection().rollback();
    } catch (ConnectionException e) {
      throw unavailable("the database gave no connection in time", e);
    } catch (SQLException e) {
      throw new StorageException("the database's files could not be compacted", e);
    }
  }

  @Override
  public <T> T read(Function<? super Transaction, ? extends T> work) {
    try {
      return connected(work, false);
    } catch (ConcurrentWorkException e) {
      throw new StorageException("the database refused to read", e.getCause());
    }
  }

  private <T> T connected(Function<? super Transaction, ? extends T> work, boolean writable) {
    Done<T> done = done(work, writable);
    done.committed.forEach(JdbiUnitOfWork::runCommitted);
    return done.result;
  }

  /** Runs an action after the commit, which no failure undoes. */
  private static void runCommitted(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("an action after a commit failed", e);
    }
  }

  /** A database restart breaks every pooled connection; new ones work. */
  private <T> Done<T> done(Function<? super Transaction, ? extends T> work, boolean writable) {
    try {
      Done<T> done;
      try {
        done = durable(work, writable);
      } catch (ConnectionLostException e) {
        dropIdleConnections.run();
        done = durable(work, writable);
      }
      outages.available();
      return done;
    } catch (ConnectionLostException e) {
      if (!gate.isTrusted()) {
        throw refused(gate.failure());
      }
      throw unavailable("the connection to the database broke", e);
    } catch (StorageUnavailableException e) {
      throw refused(e);
    }
  }

  /** Waits for the disk without a connection, which others can use meanwhile. */
  private <T> Done<T> durable(Function<? super Transaction, ? extends T> work, boolean writable) {
    Done<T> done = once(work, writable);
    try {
      done.durability.await();
    } catch (StorageUnavailableException e) {
      throw writable ? e : new ConnectionLostException(e);
    }
    return done;
  }

  private StorageUnavailableException refused(StorageUnavailableException e) {
    outages.unavailable(String.valueOf(e.getMessage()), e);
    return e;
  }

  private StorageUnavailableException unavailable(String what, Throwable cause) {
    outages.unavailable(what, cause);
    return new StorageUnavailableException(what, cause);
  }

  private <T> Done<T> once(Function<? super Transaction, ? extends T> work, boolean writable) {
    if (running.get() != null) {
      throw new IllegalStateException("a unit of work cannot begin inside another");
    }
    if (writable) {
      gate.requireWritable();
    } else {
      gate.requireReadable();
    }
    running.set(true);
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      if (!dialect.isConnected(connection)) {
        throw new ConnectionLostException(null);
      }
      if (!writable) {
        connection.setReadOnly(true);
      }
      JdbiSession session = new JdbiSession(handle, dialect, writable);
      List<Runnable> committed = new ArrayList<>();
      T result = run(work, session, connection, committed);
      return new Done<>(result, committed, writable ? commit(connection) : read(connection));
    } catch (ConnectionException e) {
      throw new StorageUnavailableException("the database gave no connection in time", e);
    } catch (SQLException e) {
      throw isLost(e)
          ? new ConnectionLostException(e)
          : new StorageException("the database failed", e);
    } finally {
      running.remove();
    }
  }

  private Durability read(Connection connection) throws SQLException {
    connection.rollback();
    Durability durability = gate.read();
    // A closed session has read what another thread may have reopened the database without.
    if (!gate.isTrusted() || !dialect.isConnected(connection)) {
      throw new ConnectionLostException(gate.failure());
    }
    return durability;
  }

  /** A commit during a failure of the database's files is rolled back when it is reopened. */
  private void requireTrust() {
    if (!gate.isTrusted()) {
      throw gate.failure();
    }
  }

  private <T> T run(
      Function<? super Transaction, ? extends T> work,
      JdbiSession session,
      Connection connection,
      List<Runnable> committed) {
    try {
      T result = work.apply(new JdbiTransaction(session, seal, now(), committed));
      if (session.failure() != null) {
        throw new StorageException(
            "the unit of work went on after a statement had failed", session.failure());
      }
      return result;
    } catch (RuntimeException | Error e) {
      rollBack(connection, e);
      throw meaning(e, Optional.ofNullable(session.failure()).or(() -> sqlCause(e)));
    } finally {
      session.end();
    }
  }

  /** The result of a unit of work, what runs after its commit, and whether that is durable. */
  private record Done<T>(T result, List<Runnable> committed, Durability durability) {}

  /** Translates the work's exception for its caller. */
  private RuntimeException meaning(Throwable thrown, Optional<SQLException> cause) {
    if (cause.isPresent() && dialect.isFileError(cause.get())) {
      gate.distrust(cause.get());
    }
    if (!gate.isTrusted()) {
      return new ConnectionLostException(thrown);
    }
    String state = cause.map(SQLException::getSQLState).orElse("");
    if (state.equals(UNIQUENESS_BREACH)) {
      return new ConcurrentWorkException(thrown, TRIES_AFTER_UNIQUENESS_BREACH_MAX);
    }
    if (ROLLED_BACK.contains(state)) {
      return new ConcurrentWorkException(thrown, TRIES_MAX);
    }
    if (cause.isPresent() && isLost(cause.get())) {
      return new ConnectionLostException(thrown);
    }
    if (state.equals(DISK_FULL)) {
      return new StorageFullException("the disk of the database has no room", thrown);
    }
    if (state.equals(IO_ERROR)) {
      return new StorageUnavailableException("the database failed to use its disk", thrown);
    }
    if (TIMED_OUT.contains(state) || state.startsWith(RESOURCES_CLASS)) {
      return new StorageUnavailableException(
          "the database has no room or no time for more (SQL state " + state + ")", thrown);
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

  private static boolean isLost(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith(CONNECTION_CLASS) || SHUT_DOWN.contains(state));
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

  private Durability commit(Connection connection) {
    try {
      return gate.commit(connection);
    } catch (SQLException e) {
      rollBack(connection, e);
      requireTrust();
      if (DISK_FULL.equals(e.getSQLState())) {
        throw new StorageFullException("the disk of the database has no room", e);
      }
      if (ROLLED_BACK.contains(e.getSQLState())) {
        throw new ConcurrentWorkException(e, TRIES_MAX);
      }
      throw unconfirmed(e);
    }
  }

  private static StorageException unconfirmed(SQLException cause) {
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

  /** The connection or the database failed before the commit, so nothing was changed. */
  private static final class ConnectionLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionLostException(@Nullable Throwable cause) {
      super(cause);
    }
  }

  /** A conflict with concurrent work; a retry can succeed. */
  private static final class ConcurrentWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int triesMax;

    ConcurrentWorkException(Throwable cause, int triesMax) {
      super(cause);
      this.triesMax = triesMax;
    }
  }
}
