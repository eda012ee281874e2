package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.OtherMasterKeyException;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;
import org.pinacotheca.persistence.jdbi.failure.DirectoryInUseException;
import org.pinacotheca.persistence.jdbi.failure.StorageException;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDataSource;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.migrate.Migrations;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * A gallery's open database: HSQLDB in a directory, or PostgreSQL. Opening migrates it to the
 * schema of this release and refuses a wrong master key. Thread-safe; to be closed after the last
 * unit of work.
 */
public final class JdbiStorage implements AutoCloseable {
  /** The name of the mark with the master key's fingerprint. */
  static final String MASTER_KEY = "master key";

  private final HikariDataSource pool;
  private final Dialect dialect;
  private final UnitOfWork unitOfWork;
  private final DatabaseGate gate;
  private final AtomicBoolean closed = new AtomicBoolean();

  private JdbiStorage(
      HikariDataSource pool, Dialect dialect, UnitOfWork unitOfWork, DatabaseGate gate) {
    this.pool = pool;
    this.dialect = dialect;
    this.unitOfWork = unitOfWork;
    this.gate = gate;
  }

  /**
   * Opens the HSQLDB database in a directory, which is created when missing. Commits are durable
   * when they return.
   *
   * @throws DirectoryInUseException when another process or another storage uses the directory
   * @throws IllegalStateException when the master key is wrong, or a later release has changed the
   *     schema
   * @throws StorageException when the database cannot be opened
   */
  public static JdbiStorage openHsqldb(
      Path directory, AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    return openHsqldb(HsqldbDirectory.open(directory), seal, clock, settings);
  }

  static JdbiStorage openHsqldb(
      HsqldbDirectory database, AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    try {
      return open(hsqldbConfig(database, settings), Dialect.HSQLDB, seal, clock, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Opens an existing PostgreSQL database, which several nodes may share.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://host/database?user=...&password=...}; never
   *     shown
   * @throws IllegalArgumentException when the URL is not one of PostgreSQL
   * @throws IllegalStateException when the master key is wrong, the server does not commit durably,
   *     or a later release has changed the schema
   * @throws StorageException when the database cannot be opened
   */
  public static JdbiStorage openPostgresql(
      String jdbcUrl, AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    requireDriver(jdbcUrl);
    HikariConfig config = postgresqlConfig(jdbcUrl, settings);
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty(
        "options",
        "-c lock_timeout=10s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s");
    return open(config, Dialect.POSTGRESQL, seal, clock, DatabaseGate.ALWAYS_OPEN);
  }

  /**
   * Opens the HSQLDB database in a directory read-only: nothing in it is changed, and the master
   * key is not checked. After a crash, a copy in the temporary directory is repaired and opened
   * instead.
   *
   * @throws IllegalStateException when there is no database of this release, or a server uses it
   * @throws StorageException when the database cannot be opened
   */
  public static JdbiStorage readHsqldb(
      Path directory, AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    HsqldbDirectory database = HsqldbDirectory.openForReading(directory);
    try {
      return read(hsqldbConfig(database, settings), Dialect.HSQLDB, seal, clock, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Opens a PostgreSQL database read-only, also while servers use it; the master key is not
   * checked. Statements may take long.
   *
   * @throws IllegalArgumentException when the URL is not one of PostgreSQL
   * @throws IllegalStateException when there is no database of this release
   * @throws StorageException when the database cannot be opened
   */
  public static JdbiStorage readPostgresql(
      String jdbcUrl, AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    requireDriver(jdbcUrl);
    HikariConfig config = postgresqlConfig(jdbcUrl, settings);
    config.addDataSourceProperty("socketTimeout", "3600");
    config.addDataSourceProperty(
        "options", "-c default_transaction_read_only=on -c statement_timeout=3600s");
    return read(config, Dialect.POSTGRESQL, seal, clock, DatabaseGate.ALWAYS_OPEN);
  }

  private static JdbiStorage read(
      HikariConfig config,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate) {
    config.setReadOnly(true);
    HikariDataSource pool = pool(config);
    try {
      Migrations.requireLatest(pool);
      return new JdbiStorage(
          pool, dialect, unitOfWork(jdbi(pool, dialect), pool, dialect, seal, clock, gate), gate);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static UnitOfWork unitOfWork(
      Jdbi jdbi,
      HikariDataSource pool,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate) {
    return new JdbiUnitOfWork(
        jdbi, dialect, seal, clock, gate, () -> pool.getHikariPoolMXBean().softEvictConnections());
  }

  private static HikariConfig hsqldbConfig(HsqldbDirectory database, JdbiSettings settings) {
    HikariConfig config = config(settings);
    config.setDataSource(new HsqldbDataSource(database));
    return config;
  }

  private static HikariConfig postgresqlConfig(String jdbcUrl, JdbiSettings settings) {
    HikariConfig config = config(settings);
    config.setJdbcUrl(jdbcUrl);
    config.addDataSourceProperty("ApplicationName", "pinacotheca");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The detail of an error would show row values.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }

  static Jdbi jdbi(HikariDataSource pool, Dialect dialect) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.setStatementBuilderFactory(dialect.statements());
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    // Disables Jdbi's templates, because statements are complete.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    jdbi.registerArrayType(Integer.class, "integer");
    return jdbi;
  }

  /** The error without the URL, which may contain a password. */
  private static void requireDriver(String jdbcUrl) {
    try {
      if (jdbcUrl.startsWith("jdbc:postgresql:")) {
        DriverManager.getDriver(jdbcUrl);
        return;
      }
    } catch (SQLException _) {
      // No driver accepts it.
    }
    throw new IllegalArgumentException(
        "the address of the database is not like jdbc:postgresql://host/database");
  }

  private static HikariConfig config(JdbiSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("gallery");
    config.setMaximumPoolSize(settings.connectionsMax());
    config.setMinimumIdle(Math.min(4, settings.connectionsMax()));
    config.setConnectionTimeout(settings.connectionWaitMax().toMillis());
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return config;
  }

  private static JdbiStorage open(
      HikariConfig config,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate) {
    HikariDataSource pool = pool(config);
    try {
      dialect.requireSafety(pool);
      Migrations.run(pool, dialect);
      Jdbi jdbi = jdbi(pool, dialect);
      requireSameKey(jdbi, seal);
      if (!gate.isTrusted()) {
        throw gate.failure();
      }
      UnitOfWork work = unitOfWork(jdbi, pool, dialect, seal, clock, gate);
      return new JdbiStorage(pool, dialect, work, gate);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource pool(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new StorageException("the database cannot be reached", e.getCause());
    }
  }

  /** Checks the master key at once, because a wrong one invalidates every PIN and secret. */
  private static void requireSameKey(Jdbi jdbi, AesGcmCipher seal) {
    Optional<String> fingerprint = mark(jdbi);
    if (fingerprint.isEmpty()) {
      mark(jdbi, seal);
      fingerprint = mark(jdbi);
    }
    if (!fingerprint.equals(Optional.of(seal.fingerprint()))) {
      throw new OtherMasterKeyException();
    }
  }

  private static Optional<String> mark(Jdbi jdbi) {
    try (Handle handle = jdbi.open()) {
      Optional<String> fingerprint =
          handle
              .createQuery("SELECT content FROM storage_mark WHERE name = :name")
              .bind("name", MASTER_KEY)
              .mapTo(String.class)
              .findOne();
      handle.getConnection().rollback();
      return fingerprint;
    } catch (JdbiException | SQLException e) {
      throw new StorageException("the database cannot be asked for its master key", e);
    }
  }

  /** Another node may mark the same new database; the first one wins. */
  private static void mark(Jdbi jdbi, AesGcmCipher seal) {
    try (Handle handle = jdbi.open()) {
      Connection connection = handle.getConnection();
      try {
        handle
            .createUpdate("INSERT INTO storage_mark (name, content) VALUES (:name, :fingerprint)")
            .bind("name", MASTER_KEY)
            .bind("fingerprint", seal.fingerprint())
            .execute();
        connection.commit();
      } catch (UnableToExecuteStatementException _) {
        connection.rollback();
      }
    } catch (JdbiException | SQLException e) {
      throw new StorageException("the database cannot be marked with its master key", e);
    }
  }

  /** Connections for a move, on which statements may take long. */
  static HikariDataSource poolForMove(String jdbcUrl) {
    requireDriver(jdbcUrl);
    HikariConfig config = postgresqlConfig(jdbcUrl, new JdbiSettings(2, Duration.ofSeconds(10)));
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return pool(config);
  }

  /** A connection outside the units of work. */
  Handle open() {
    return jdbi(pool, dialect).open();
  }

  /**
   * Throws unless the database is writable. Reopens an embedded one after a failure, if its disk
   * allows.
   *
   * @throws org.pinacotheca.application.spi.StorageUnavailableException when it is not writable
   */
  public void requireWritable() {
    gate.requireWritable();
  }

  /** The unit of work on this database. */
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  /**
   * How the connections are used now.
   *
   * @param active in use
   * @param idle open and not in use
   * @param awaited units of work that wait for one
   * @param max the limit
   */
  public record Connections(int active, int idle, int awaited, int max) {}

  /** How the connections are used now. */
  public Connections connections() {
    HikariPoolMXBean use = pool.getHikariPoolMXBean();
    return new Connections(
        use.getActiveConnections(),
        use.getIdleConnections(),
        use.getThreadsAwaitingConnection(),
        pool.getMaximumPoolSize());
  }

  /**
   * Makes a consistent copy of an embedded database; writes wait meanwhile.
   *
   * @param target a directory that does not exist
   * @throws IllegalStateException on PostgreSQL, which has its own backup tools
   * @throws StorageException when it cannot be copied
   */
  public void copyEmbedded(Path target) {
    if (dialect != Dialect.HSQLDB) {
      throw new IllegalStateException("only an embedded database is copied this way");
    }
    gate.requireReadable();
    try (Connection connection = pool.getConnection()) {
      HsqldbSnapshot.copy(connection, target);
      connection.commit();
    } catch (SQLException e) {
      throw new StorageException("the database cannot be copied", e);
    }
  }

  /**
   * Closes all connections and, on HSQLDB, shuts the database down and releases its directory.
   * Idempotent.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.close();
      gate.close();
    }
  }
}
