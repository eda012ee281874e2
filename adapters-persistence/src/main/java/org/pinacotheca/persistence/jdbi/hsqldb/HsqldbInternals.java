package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hsqldb.Database;
import org.hsqldb.HsqlException;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCDriver;
import org.hsqldb.persist.DataFileCache;
import org.hsqldb.persist.HsqlProperties;
import org.hsqldb.persist.Log;
import org.hsqldb.persist.Logger;
import org.hsqldb.persist.RAShadowFile;
import org.hsqldb.persist.RandomAccessInterface;

/** Access to internals of HSQLDB that its public interface lacks. */
public final class HsqldbInternals {
  private static final int ERROR_IN_LOG = -472;
  private static final int DATA_FILE_IS_FULL = -468;
  private static final Pattern LINE = Pattern.compile("line: (\\d+)");

  /** Error codes: file I/O, data file, I/O, data file full. */
  private static final int[] FILE_ERRORS = {-452, -454, -466, -467, DATA_FILE_IS_FULL};

  private HsqldbInternals() {}

  /**
   * Connects as the owner of a database. The driver is not looked for among those of the process,
   * where there may be another HSQLDB.
   */
  static Connection connect(String url) throws SQLException {
    Properties owner = new Properties();
    owner.setProperty("user", "SA");
    owner.setProperty("password", "");
    return JDBCDriver.getConnection(url, owner);
  }

  /**
   * Makes an open database write through these files. A checkpoint starts a new log, so that
   * everything read is on the disk through them. It has failed if the files have.
   *
   * @throws UnsupportedHsqldbException when the database cannot write through them
   */
  public static void writeThrough(Connection connection, CheckedFiles files) throws SQLException {
    try {
      giveFiles(connection, files);
    } catch (IOException e) {
      files.fail(e);
      return;
    } catch (HsqlException e) {
      throw e;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new UnsupportedHsqldbException(version(connection), e);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
    if (!files.hasFailed() && !files.isLogging()) {
      throw new UnsupportedHsqldbException(version(connection), null);
    }
  }

  private static String version(Connection connection) throws SQLException {
    return connection.getMetaData().getDriverVersion();
  }

  /**
   * Passes the files to parts of the database that keep the original ones. Meanwhile no session
   * writes a row to the data file.
   */
  private static void giveFiles(Connection connection, CheckedFiles files)
      throws SQLException, IOException, ReflectiveOperationException {
    Session session = (Session) connection.unwrap(JDBCConnection.class).getSession();
    Database database = session.getDatabase();
    Logger logger = database.logger;
    logger.fileAccess = files;
    DataFileCache cache = logger.getCache();
    Lock lock = writeLock(cache);
    lock.lock();
    try {
      Field log = Logger.class.getDeclaredField("log");
      log.setAccessible(true);
      setFiles(Log.class, log.get(logger), files);
      setFiles(HsqlProperties.class, database.databaseProperties, files);
      setFiles(DataFileCache.class, cache, files);
      files.checkPages(() -> checkPages(logger.getCache(), files));
    } finally {
      lock.unlock();
    }
  }

  private static Lock writeLock(DataFileCache cache) throws ReflectiveOperationException {
    Field lock = DataFileCache.class.getDeclaredField("writeLock");
    lock.setAccessible(true);
    return (Lock) lock.get(cache);
  }

  private static void setFiles(Class<?> part, Object owner, CheckedFiles files)
      throws ReflectiveOperationException {
    Field access = part.getDeclaredField("fa");
    access.setAccessible(true);
    access.set(owner, files);
  }

  /** Replaces unchecked pages that HSQLDB opened by checked ones. */
  private static void checkPages(DataFileCache cache, CheckedFiles files) throws IOException {
    try {
      Lock lock = writeLock(cache);
      lock.lock();
      try {
        checkLockedPages(cache, files);
      } finally {
        lock.unlock();
      }
    } catch (InvocationTargetException e) {
      throw new IOException("the backup of the data file cannot be opened", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("HSQLDB keeps its pages elsewhere", e);
    }
  }

  private static void checkLockedPages(DataFileCache cache, CheckedFiles files)
      throws IOException, ReflectiveOperationException {
    checkPages(DataFileCache.class.getDeclaredField("dataFile"), cache, ".data", files);
    RAShadowFile shadow = cache.getShadowFile();
    if (shadow == null) {
      // A checkpoint or backup is in progress; it starts a new log at its end.
      return;
    }
    Field backup = RAShadowFile.class.getDeclaredField("dest");
    backup.setAccessible(true);
    if (backup.get(shadow) == null) {
      Method open = RAShadowFile.class.getDeclaredMethod("open");
      open.setAccessible(true);
      open.invoke(shadow);
    }
    checkPages(backup, shadow, ".backup", files);
  }

  private static void checkPages(Field place, Object owner, String ending, CheckedFiles files)
      throws IOException, IllegalAccessException {
    place.setAccessible(true);
    RandomAccessInterface pages = (RandomAccessInterface) place.get(owner);
    if (pages == null) {
      files.leavePages();
      throw new IOException("the " + ending + " file is closed; the database must be opened again");
    }
    place.set(
        owner,
        pages instanceof CheckedPages checked
            ? checked.through(files)
            : files.pages(ending, pages));
  }

  /** Whether the session of a connection is still open. */
  public static boolean isConnected(Connection connection) throws SQLException {
    return !connection.unwrap(JDBCConnection.class).getSession().isClosed();
  }

  /** Whether a statement failed because of a file. */
  public static boolean isFileError(SQLException failure) {
    for (int code : FILE_ERRORS) {
      if (failure.getErrorCode() == code) {
        return true;
      }
    }
    return false;
  }

  /** Whether the data file could not grow. */
  static boolean isDataFileFull(SQLException failure) {
    return failure.getErrorCode() == DATA_FILE_IS_FULL;
  }

  /** The number of the unreadable log line at opening; 0 if none. */
  public static long damagedLine(SQLException failure) {
    Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
    return failure.getErrorCode() == ERROR_IN_LOG && line.find()
        ? Long.parseLong(line.group(1))
        : 0;
  }
}
