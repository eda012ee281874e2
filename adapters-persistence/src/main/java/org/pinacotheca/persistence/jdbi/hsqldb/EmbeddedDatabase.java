package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HSQLDB database in files that are checked. After the first failed write it is trusted no more:
 * whoever asks next has it closed and opened again from what is on the disk. While the disk takes
 * no writes it is open for reading; it is writable again, by itself, as soon as a checkpoint
 * succeeds. Safe for use by many threads.
 */
public final class EmbeddedDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String USER = "SA";
  private static final String PASSWORD = "";
  private static final String CONNECTION_REFUSED = "08001";

  /** A line of the log that cannot be read is an error, and not the end of the log. */
  private static final String WHOLE_LOG = ";hsqldb.full_log_replay=true";

  private final Path base;
  private final String url;
  private final Function<Path, CheckedFiles> opener;
  private final HsqldbSettings settings;
  private volatile State state = State.DOWN;
  private volatile CheckedFiles files;

  /** Of the files before these, for the units of work that began with them. */
  private volatile IOException lastFailure = new IOException("it was opened again");

  /** Used under the lock of this object, as are the following. */
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
    /** It takes what is written, unless its files have failed. */
    WRITING,
    /** It holds what is on the disk, and nothing was written since it was opened. */
    READING,
    /** It was opened for reading alone. */
    READING_ONLY,
    /** It is closed. */
    DOWN
  }

  /**
   * Opens a database, which is made if there is none.
   *
   * @param base the path of its files without their endings
   * @param opener gives the files to write through, anew each time the database is opened
   * @param settings what holds while it is used
   * @param pause the least time between two tries to open it again; longer while each ends readers
   * @throws DamagedLogException when its log is damaged and confirmed commits stand behind that
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
   * Opens a database for reading alone, which was closed in order. Not a byte on the disk is
   * changed.
   *
   * @param base the path of its files without their endings
   */
  public static EmbeddedDatabase openForReading(Path base) throws SQLException {
    String url = url(base) + ";readonly=true;ifexists=true";
    EmbeddedDatabase database =
        new EmbeddedDatabase(base, url, CheckedFiles::new, HsqldbSettings.DEFAULT, Duration.ZERO);
    database.connection().close();
    database.state = State.READING_ONLY;
    return database;
  }

  /** Connects to the database as it is open, or refuses. */
  public synchronized Connection connect() throws SQLException {
    if (state == State.DOWN) {
      throw new SQLException("the database is closed", CONNECTION_REFUSED);
    }
    return connection();
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(url, USER, PASSWORD);
  }

  private static String url(Path base) {
    return "jdbc:hsqldb:file:" + base + ";hsqldb.lock_file=false";
  }

  /** Whether what is read now is on the disk or will be, as far as is known. */
  public boolean isTrusted() {
    return state == State.READING || state == State.READING_ONLY || isWritable();
  }

  private boolean isWritable() {
    return state == State.WRITING && !files.hasFailed();
  }

  /** Notes that a statement failed because of a file; the database is trusted no more. */
  public void distrust(SQLException cause) {
    files.fail(
        new IOException(
            HsqldbInternals.isDataFileFull(cause)
                ? "no space left for the data file of the database"
                : "the database failed to use a file",
            cause));
  }

  /** Fails unless the database can be read, after it was opened again if need be. */
  public void requireReadable() {
    if (!isTrusted()) {
      recover(false);
    }
  }

  /** Fails unless the database takes what is written, after it was opened again if need be. */
  public void requireWritable() {
    if (!isWritable()) {
      recover(true);
    }
  }

  /** What the failure of a unit of work meanwhile is to be called. */
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
      // HSQLDB does not say why a write failed; the files know.
      throw files.failure().orElseThrow(() -> e);
    }
    IOException failure = files.failure().orElse(null);
    if (failure != null) {
      throw failure;
    }
    state = State.WRITING;
  }

  /** Closes the database and all its sessions without writing any more. */
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
   * @throws SQLException when it has to replay its log
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
