package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.persistence.jdbi.failure.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HSQLDB database in checked files. After a failed write the next caller reopens it from what is
 * on the disk. While the disk refuses writes it is read-only; it becomes writable by itself as soon
 * as a checkpoint succeeds. Thread-safe.
 */
public final class EmbeddedDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String CONNECTION_REFUSED = "08001";
  private static final String SESSION_CLOSED = "08003";

  /** Makes an unreadable line of the log an error, and not the end of the log. */
  private static final String WHOLE_LOG = ";hsqldb.full_log_replay=true";

  private final Path base;
  private final String url;
  private final Function<Path, CheckedFiles> opener;
  private final HsqldbSettings settings;
  private volatile State state = State.DOWN;
  private volatile CheckedFiles files;

  /** The failure of the previous files, for units of work that began with them. */
  private volatile IOException lastFailure = new IOException("it was opened again");

  /** Guarded by the lock of this object, as are the following fields. */
  private final RetryPause pause;

  private boolean isLogToBeCut;

  private long triedAt;
  private @Nullable StorageUnavailableException refusal;

  private EmbeddedDatabase(
      Path base,
      String url,
      Function<Path, CheckedFiles> opener,
      HsqldbSettings settings,
      Duration pause) {
    this.base = base;
    this.url = url;
    this.opener = opener;
    this.settings = settings;
    this.pause = new RetryPause(pause.toNanos());
    this.files = opener.apply(base);
  }

  private enum State {
    /** Writable, unless its files have failed. */
    WRITING,
    /** Readable: as on the disk, with nothing written since it was opened. */
    READING,
    /** Opened read-only. */
    READING_ONLY,
    /** Closed. */
    DOWN
  }

  /**
   * Opens a database, which is created when missing.
   *
   * @param base the path of its files without extensions
   * @param opener creates the files to write through, each time the database is opened
   * @param settings its settings
   * @param pause the minimum time between attempts to reopen it; longer while each attempt ends
   *     readers' sessions
   * @throws DamagedLogException when its log is damaged and confirmed commits follow the damage
   */
  public static EmbeddedDatabase open(
      Path base, Function<Path, CheckedFiles> opener, HsqldbSettings settings, Duration pause)
      throws SQLException, IOException {
    EmbeddedDatabase database =
        new EmbeddedDatabase(base, url(base) + WHOLE_LOG, opener, settings, pause);
    database.openToWrite();
    return database;
  }

  private synchronized void openToWrite() throws SQLException, IOException {
    try {
      start();
      writeThroughFiles();
    } catch (SQLException | IOException | RuntimeException | LinkageError e) {
      files.close();
      try {
        shutDownAtOnce();
      } catch (SQLException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  /**
   * Opens a properly closed database read-only. Changes nothing on the disk.
   *
   * @param base the path of its files without extensions
   */
  public static EmbeddedDatabase openForReading(Path base) throws SQLException {
    String url = url(base) + ";readonly=true;ifexists=true";
    EmbeddedDatabase database =
        new EmbeddedDatabase(base, url, CheckedFiles::new, HsqldbSettings.DEFAULT, Duration.ZERO);
    database.connection().close();
    database.state = State.READING_ONLY;
    return database;
  }

  /** Connects to the open database, or refuses. */
  public synchronized Connection connect() throws SQLException {
    if (state == State.DOWN) {
      throw new SQLException("the database is closed", CONNECTION_REFUSED);
    }
    return connection();
  }

  private Connection connection() throws SQLException {
    return HsqldbInternals.connect(url);
  }

  private static String url(Path base) {
    return "jdbc:hsqldb:file:" + base + ";hsqldb.lock_file=false";
  }

  /** Whether the readable state is on the disk or will be, as far as is known. */
  public boolean isTrusted() {
    return state == State.READING || state == State.READING_ONLY || isWritable();
  }

  private boolean isWritable() {
    return state == State.WRITING && !files.hasFailed();
  }

  /** Notes that a statement failed because of a file; the database is no longer trusted. */
  public void distrust(SQLException cause) {
    files.fail(
        new IOException(
            HsqldbInternals.isDataFileFull(cause)
                ? "no space left for the data file of the database"
                : "the database failed to use a file",
            cause));
  }

  /** Commits; commits that wait for the disk at the same time share one sync of the log. */
  public Durability commit(Connection connection) throws SQLException {
    CheckedFiles written = files;
    CheckedLog.Commit commit = CheckedLog.run(written, connection::commit);
    if (!commit.isLogged() && !HsqldbInternals.isConnected(connection)) {
      throw new SQLException("the session was closed before its commit", SESSION_CLOSED);
    }
    return () -> await(written, commit::await);
  }

  /** What a unit of work has read may be a commit that is not on the disk yet. */
  public Durability read() {
    CheckedFiles read = files;
    return () -> await(read, read::awaitCommits);
  }

  private static void await(CheckedFiles files, Sync sync) {
    try {
      sync.await();
    } catch (IOException e) {
      throw refusal("the database could not be written to", files.failure().orElse(e));
    }
  }

  @FunctionalInterface
  private interface Sync {
    void await() throws IOException;
  }

  /** Throws unless the database is readable, after reopening it if necessary. */
  public void requireReadable() {
    if (!isTrusted()) {
      recover(false);
    }
  }

  /** Throws unless the database is writable, after reopening it if necessary. */
  public void requireWritable() {
    if (!isWritable()) {
      recover(true);
    }
  }

  /** The exception for a unit of work that failed meanwhile. */
  public StorageUnavailableException failure() {
    return refusal("the database could not be written to", files.failure().orElse(lastFailure));
  }

  private synchronized void recover(boolean forWriting) {
    if (forWriting ? isWritable() : isTrusted()) {
      return;
    }
    if (state == State.READING_ONLY) {
      throw new IllegalStateException("the database was opened for reading alone");
    }
    long now = System.nanoTime();
    StorageUnavailableException before = refusal;
    if (before != null && !pause.isOver(now - triedAt)) {
      throw StorageUnavailableException.ofFailedWrite(String.valueOf(before.getMessage()), before);
    }
    try {
      if (state == State.WRITING) {
        shutDownAtOnce();
        isLogToBeCut = true;
      } else if (files.arePagesLeft()) {
        pause.lengthen();
        shutDownAtOnce();
      }
      if (isLogToBeCut) {
        files.cutLog();
        isLogToBeCut = false;
      }
      renewFiles();
      if (state == State.DOWN) {
        start();
      }
      writeThroughFiles();
      refusal = null;
      pause.reset();
      LOG.info("The database is written to again");
    } catch (SQLException | IOException | RuntimeException e) {
      triedAt = now;
      StorageUnavailableException refused = refusal("the database cannot be written to", e);
      refusal = refused;
      if (forWriting || state != State.READING) {
        throw refused;
      }
    }
  }

  private static StorageUnavailableException refusal(String what, Exception cause) {
    return StorageUnavailableException.ofFailedWrite(what + ": " + cause.getMessage(), cause);
  }

  /** Opens the database from what is on the disk. */
  private void start() throws SQLException, IOException {
    CrashRemains remains = new CrashRemains(base);
    remains.clear();
    Connection first;
    try {
      first = connection();
    } catch (SQLException e) {
      long line = HsqldbInternals.damagedLine(e);
      if (line == 0) {
        throw e;
      }
      remains.cutLog(line);
      first = connection();
    }
    try (Connection connection = first) {
      state = State.READING;
      settings.apply(connection);
    }
  }

  private void renewFiles() {
    lastFailure = files.failure().orElse(lastFailure);
    files.close();
    files = opener.apply(base);
  }

  private void writeThroughFiles() throws SQLException, IOException {
    try (Connection connection = connection()) {
      try {
        HsqldbInternals.writeThrough(connection, files);
      } catch (LinkageError e) {
        throw new UnsupportedHsqldbException(connection.getMetaData().getDriverVersion(), e);
      }
    } catch (SQLException e) {
      // HSQLDB does not report why a write failed; the files have the cause.
      throw files.failure().orElseThrow(() -> e);
    }
    IOException failure = files.failure().orElse(null);
    if (failure != null) {
      throw failure;
    }
    state = State.WRITING;
  }

  /** Closes the database and all its sessions without further writes. */
  private void shutDownAtOnce() throws SQLException {
    if (state != State.DOWN) {
      shutDown("SHUTDOWN IMMEDIATELY");
    }
  }

  private void shutDown(String how) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(how);
    }
    state = State.DOWN;
  }

  /**
   * Shuts the database down, so that the next start has nothing to replay.
   *
   * @throws SQLException when the next start must replay the log
   */
  public synchronized void close() throws SQLException {
    try {
      if (!isWritable()) {
        shutDownAtOnce();
        return;
      }
      shutDown("SHUTDOWN");
      IOException failure = files.failure().orElse(null);
      if (failure != null) {
        throw new SQLException("a file of the database could not be written", failure);
      }
    } finally {
      files.close();
    }
  }
}
