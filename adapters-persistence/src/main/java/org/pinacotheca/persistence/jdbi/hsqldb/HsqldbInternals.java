package org.pinacotheca.persistence.jdbi.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hsqldb.Session;
import org.hsqldb.jdbc.JDBCConnection;

/** The few things about HSQLDB that its public interface does not give. */
public final class HsqldbInternals {
  private static final int ERROR_IN_LOG = -472;
  private static final int DATA_FILE_IS_FULL = -468;
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
    session.getDatabase().logger.fileAccess = files;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
    if (!files.hasFailed() && !files.isLogging()) {
      throw new IllegalStateException(
          "this version of HSQLDB does not write its log through the files it is given");
    }
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
