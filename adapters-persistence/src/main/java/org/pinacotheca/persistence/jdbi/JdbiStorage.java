package org.pinacotheca.persistence.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDataSource;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;
import org.pinacotheca.persistence.jdbi.hsqldb.MemoryDatabase;
import org.pinacotheca.persistence.jdbi.migrate.Migrations;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * A gallery's open database: HSQLDB in a directory, or PostgreSQL. Opening migrates it to the
 * schema of this release and refuses a wrong master key. Thread-safe; to be closed after the last
 * unit of work.
 */
public final class JdbiStorage implements AutoCloseable {
  private final HikariDataSource pool;
  private final Dialect dialect;
  private final Jdbi jdbi;
  private final UnitOfWork unitOfWork;
  private final DatabaseGate gate;
  private final AtomicBoolean closed = new AtomicBoolean();

  private JdbiStorage(
      HikariDataSource pool,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate) {
    this.pool = pool;
    this.dialect = dialect;
    this.jdbi = ConnectionPools.jdbi(pool, dialect);
    this.gate = gate;
    this.unitOfWork =
        new JdbiUnitOfWork(
            jdbi,
            dialect,
            seal,
            clock,
            gate,
            () -> pool.getHikariPoolMXBean().softEvictConnections());
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
    return openHsqldb(database::connect, database, seal, clock, settings);
  }

  private static JdbiStorage openHsqldb(
      HsqldbDataSource.Connector connector,
      DatabaseGate database,
      AesGcmCipher seal,
      InstantSource clock,
      JdbiSettings settings) {
    try {
      return open(
          ConnectionPools.hsqldb(connector, settings, false),
          Dialect.HSQLDB,
          seal,
          clock,
          database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Creates an HSQLDB database in memory, which is gone when the storage is closed.
   *
   * @throws StorageException when it cannot be created
   */
  public static JdbiStorage inMemory(
      AesGcmCipher seal, InstantSource clock, JdbiSettings settings) {
    MemoryDatabase database = MemoryDatabase.create();
    return openHsqldb(database::connect, database, seal, clock, settings);
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
    HikariDataSource pool = ConnectionPools.postgresql(jdbcUrl, settings);
    return open(pool, Dialect.POSTGRESQL, seal, clock, DatabaseGate.ALWAYS_OPEN);
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
      return read(
          ConnectionPools.hsqldb(database::connect, settings, true),
          Dialect.HSQLDB,
          seal,
          clock,
          database);
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
    HikariDataSource pool = ConnectionPools.postgresqlForReading(jdbcUrl, settings);
    return read(pool, Dialect.POSTGRESQL, seal, clock, DatabaseGate.ALWAYS_OPEN);
  }

  private static JdbiStorage read(
      HikariDataSource pool,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate) {
    try {
      Migrations.requireLatest(pool);
      return new JdbiStorage(pool, dialect, seal, clock, gate);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static JdbiStorage open(
      HikariDataSource pool,
      Dialect dialect,
      AesGcmCipher seal,
      InstantSource clock,
      DatabaseGate gate) {
    try {
      dialect.requireSafety(pool);
      Migrations.run(pool, dialect);
      JdbiStorage storage = new JdbiStorage(pool, dialect, seal, clock, gate);
      MasterKeyMark.require(storage.jdbi, seal);
      if (!gate.isTrusted()) {
        throw gate.failure();
      }
      return storage;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** A connection outside the units of work. */
  Handle open() {
    return jdbi.open();
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
   * @throws StorageUnavailableException when a write of the database fails meanwhile
   */
  public void copyEmbedded(Path target) {
    if (dialect != Dialect.HSQLDB) {
      throw new IllegalStateException("only an embedded database is copied this way");
    }
    gate.requireReadable();
    try (Connection connection = pool.getConnection()) {
      HsqldbSnapshot.copy(connection, target);
      connection.commit();
      if (!gate.isTrusted()) {
        // HSQLDB does not report that the files it has copied are not on the disk.
        throw gate.failure();
      }
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
