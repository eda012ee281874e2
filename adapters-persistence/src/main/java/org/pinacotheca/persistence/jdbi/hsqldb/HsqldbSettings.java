package org.pinacotheca.persistence.jdbi.hsqldb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of an embedded database. Set by statements, because settings in a URL apply only to
 * a new database.
 *
 * @param cacheRows the number of rows cached in memory
 */
public record HsqldbSettings(int cacheRows) {
  /** The settings of an installation. */
  public static final HsqldbSettings DEFAULT = new HsqldbSettings(200_000);

  /** What statements do, wherever the rows are. */
  private static final List<Setting> OF_STATEMENTS =
      List.of(
          new Setting("hsqldb.tx", "MVCC", "SET DATABASE TRANSACTION CONTROL MVCC"),
          new Setting(
              "hsqldb.tx_level",
              "READ_COMMITTED",
              "SET DATABASE DEFAULT ISOLATION LEVEL READ COMMITTED"),
          new Setting("sql.pad_space", "false", "SET DATABASE COLLATION SQL_TEXT NO PAD"),
          new Setting("sql.truncate_trailing", "false", "SET DATABASE SQL TRUNCATE TRAILING FALSE"),
          new Setting("sql.enforce_size", "true", "SET DATABASE SQL SIZE TRUE"));

  private List<Setting> ofFiles() {
    return List.of(
        new Setting("hsqldb.write_delay", "false", "SET FILES WRITE DELAY FALSE"),
        new Setting("hsqldb.log_data", "true", "SET FILES LOG TRUE"),
        new Setting("hsqldb.log_size", "16", "SET FILES LOG SIZE 16"),
        new Setting("hsqldb.cache_rows", "" + cacheRows, "SET FILES CACHE ROWS " + cacheRows),
        new Setting("hsqldb.cache_size", "65536", "SET FILES CACHE SIZE 65536"),
        // As large as its files can grow; beyond it each row would need a separate read.
        new Setting("hsqldb.nio_max_size", "65536", "SET FILES NIO SIZE 65536"),
        new Setting(
            "hsqldb.default_table_type", "CACHED", "SET DATABASE DEFAULT TABLE TYPE CACHED"));
  }

  /**
   * Applies the settings that differ.
   *
   * @throws IllegalStateException when the database does not accept a setting
   */
  public void apply(Connection connection) throws SQLException {
    apply(connection, OF_STATEMENTS);
    apply(connection, ofFiles());
  }

  /** Applies those that concern a database without files. */
  static void applyInMemory(Connection connection) throws SQLException {
    apply(connection, OF_STATEMENTS);
  }

  private static void apply(Connection connection, List<Setting> settings) throws SQLException {
    Map<String, String> before = properties(connection);
    try (Statement statement = connection.createStatement()) {
      for (Setting setting : settings) {
        if (!setting.value.equals(before.get(setting.property))) {
          statement.execute(setting.statement);
        }
      }
    }
    Map<String, String> after = properties(connection);
    for (Setting setting : settings) {
      if (!setting.value.equals(after.get(setting.property))) {
        throw new IllegalStateException(
            "the database did not take '"
                + setting.statement
                + "': "
                + setting.property
                + " is "
                + after.get(setting.property));
      }
    }
  }

  /** The current settings of the database. */
  private static Map<String, String> properties(Connection connection) throws SQLException {
    Map<String, String> properties = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT PROPERTY_NAME, PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES")) {
      while (rows.next()) {
        properties.put(rows.getString(1), rows.getString(2));
      }
    }
    return properties;
  }

  private record Setting(String property, String value, String statement) {}
}
