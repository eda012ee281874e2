package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hsqldb.Database;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.persist.DataFileCache;
import org.hsqldb.persist.HsqlProperties;
import org.hsqldb.persist.Log;
import org.hsqldb.persist.Logger;
import org.hsqldb.persist.RAShadowFile;
import org.hsqldb.persist.RandomAccessInterface;

/** The few things about HSQLDB that its public interface does not give. */
public final class HsqldbInternals {
  private static final int ERROR_IN_LOG = -472;
  private static final int DATA_FILE_IS_FULL = -468;
  private static final String NOT_THROUGH_FILES =
      "this version of HSQLDB does not write through the files it is given";

  private static final Pattern LINE = Pattern.compile("line: (\\d+)");

  /** File input or output, data file, input or output, data file is full. */
  private static final int[] FILE_ERRORS = {-452, -454, -466, -467, DATA_FILE_IS_FULL};

  private HsqldbInternals() {}

  /**
   * Has an open database write through these files. Its log is begun anew for it, by a checkpoint,
   * so that everything that was read is on the disk through them. It has failed when they have.
   *
   * @throws IllegalStateException when the database does not write through them
   */
  public static void writeThrough(Connection connection, CheckedFiles files) throws SQLException {
    Session session = (Session) connection.unwrap(JDBCConnection.class).getSession();
    Logger logger = session.getDatabase().logger;
    logger.fileAccess = files;
    try {
      giveFiles(session.getDatabase(), files);
      files.checkPages(() -> checkPages(logger.getCache(), files));
    } catch (IOException e) {
      files.fail(e);
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
    if (!files.hasFailed() && !files.isLogging()) {
      throw new IllegalStateException(NOT_THROUGH_FILES);
    }
  }

  /** Gives the files to those parts of the database that keep what it began with. */
  private static void giveFiles(Database database, CheckedFiles files) {
    try {
      Field log = Logger.class.getDeclaredField("log");
      log.setAccessible(true);
      setFiles(Log.class, log.get(database.logger), files);
      setFiles(HsqlProperties.class, database.databaseProperties, files);
      setFiles(DataFileCache.class, database.logger.getCache(), files);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(NOT_THROUGH_FILES, e);
    }
  }

  private static void setFiles(Class<?> part, Object owner, CheckedFiles files)
      throws ReflectiveOperationException {
    Field access = part.getDeclaredField("fa");
    access.setAccessible(true);
    access.set(owner, files);
  }

  /** Puts checked pages in the place of those that HSQLDB opened and has not checked. */
  private static void checkPages(DataFileCache cache, CheckedFiles files) throws IOException {
    try {
      RAShadowFile shadow = cache.getShadowFile();
      if (shadow == null) {
        // It was opened for reading alone.
        return;
      }
      Field data = DataFileCache.class.getDeclaredField("dataFile");
      checkPages(data, cache, ".data", files);
      Field backup = RAShadowFile.class.getDeclaredField("dest");
      backup.setAccessible(true);
      if (backup.get(shadow) == null) {
        Method open = RAShadowFile.class.getDeclaredMethod("open");
        open.setAccessible(true);
        open.invoke(shadow);
      }
      checkPages(backup, shadow, ".backup", files);
    } catch (InvocationTargetException e) {
      throw new IOException("the backup of the data file cannot be opened", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(NOT_THROUGH_FILES, e);
    }
  }

  private static void checkPages(Field place, Object owner, String ending, CheckedFiles files)
      throws IOException, IllegalAccessException {
    place.setAccessible(true);
    RandomAccessInterface pages = (RandomAccessInterface) place.get(owner);
    place.set(
        owner,
        pages instanceof CheckedPages checked
            ? checked.through(files)
            : files.pages(ending, pages));
  }

  /** Whether the session of a connection still stands. */
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

  /** Whether the data file could not be made larger. */
  static boolean isDataFileFull(SQLException failure) {
    return failure.getErrorCode() == DATA_FILE_IS_FULL;
  }

  /** The line of the log that could not be read when the database was opened; 0 if none. */
  public static long damagedLine(SQLException failure) {
    Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
    return failure.getErrorCode() == ERROR_IN_LOG && line.find()
        ? Long.parseLong(line.group(1))
        : 0;
  }
}
