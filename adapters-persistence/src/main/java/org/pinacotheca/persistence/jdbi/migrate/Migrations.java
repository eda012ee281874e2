package org.pinacotheca.persistence.jdbi.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.pinacotheca.persistence.jdbi.failure.StorageException;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/** Migrates a database to the schema of this release. */
public final class Migrations {
  /** The last migration of this release. */
  public static final String LATEST = "14";

  private static final String NONE = "none";
  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /**
   * Runs the missing migrations. Loads and locks nothing when the database is up to date.
   *
   * @throws IllegalStateException when a later release has changed the schema
   */
  public static void run(DataSource source, Dialect dialect) {
    String version = version(source);
    if (version.equals(LATEST)) {
      return;
    }
    if (isLater(version)) {
      throw new IllegalStateException(
          "the database has schema "
              + version
              + " of a later release; this one knows "
              + LATEST
              + " at most");
    }
    try {
      flyway(source, dialect).migrate();
    } catch (FlywayException e) {
      throw new StorageException("the database cannot be brought to schema " + LATEST, e);
    }
  }

  /**
   * Throws unless the database has the schema of this release; changes nothing.
   *
   * @throws IllegalStateException when there is no schema, or another one
   */
  public static void requireLatest(DataSource source) {
    String version = version(source);
    if (version.equals(NONE)) {
      throw new IllegalStateException("the database holds no gallery");
    }
    if (!version.equals(LATEST)) {
      throw new IllegalStateException(
          "the database has schema "
              + version
              + ", and this release reads schema "
              + LATEST
              + " only; start a server of this release on it once, or use the release it is of");
    }
  }

  private static boolean isLater(String version) {
    return !version.equals(NONE) && MigrationVersion.fromVersion(version).isNewerThan(LATEST);
  }

  public static Flyway flyway(DataSource source, Dialect dialect) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .table(HISTORY)
        .locations("classpath:org/pinacotheca/persistence/migration")
        .placeholders(dialect.placeholders())
        .load();
  }

  private static String version(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String version = hasHistory(connection) ? version(connection) : NONE;
      connection.rollback();
      return version;
    } catch (SQLException e) {
      throw new StorageException("the database cannot be asked for its schema", e);
    }
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    try (ResultSet tables = connection.getMetaData().getTables(null, schema, HISTORY, null)) {
      return tables.next();
    }
  }

  private static String version(Connection connection) throws SQLException {
    // Flyway uses lower-case names, which need quotes in HSQLDB.
    String sql =
        "SELECT \"version\", \"success\" FROM \""
            + HISTORY
            + "\" ORDER BY \"installed_rank\" DESC LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(2) ? String.valueOf(row.getString(1)) : NONE;
    }
  }
}
