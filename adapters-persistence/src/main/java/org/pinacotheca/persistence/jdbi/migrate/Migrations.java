package org.pinacotheca.persistence.jdbi.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.jdbi.session.Dialect;

/**
 * Migrates a database to the schema of this release. The history of migrations is a table of the
 * form that Flyway uses. Flyway itself is not used: in an application that embeds the gallery,
 * Spring Boot would apply it to the application's own database.
 */
public final class Migrations {
  /** The migrations by number, from 1; their files are named like {@code V1__gallery.sql}. */
  private static final List<String> ALL =
      List.of(
          "gallery",
          "selling_access",
          "logins",
          "gallery_version",
          "erasure",
          "rates",
          "pages_of_large_galleries",
          "covers",
          "usage",
          "month_days",
          "scopes_of_answers",
          "refunds",
          "places_of_albums",
          "pins_suspensions",
          "share_links",
          "sign_in",
          "authorization_codes");

  /** The last migration of this release. */
  public static final int LATEST = ALL.size();

  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /**
   * Runs the missing migrations. Changes and locks nothing when the database is up to date.
   *
   * @throws IllegalStateException when a later release has changed the schema
   * @throws StorageException when a migration fails; on HSQLDB, which commits each statement, it is
   *     run again from its start the next time
   */
  public static void run(DataSource source, Dialect dialect) {
    run(source, dialect, LATEST);
  }

  /** Runs the missing migrations up to this one, as an earlier release did. */
  public static void run(DataSource source, Dialect dialect, int last) {
    OptionalInt version = version(source);
    if (version.isPresent() && version.getAsInt() > LATEST) {
      throw new IllegalStateException(
          "the database has schema "
              + version.getAsInt()
              + " of a later release; this one knows "
              + LATEST
              + " at most");
    }
    if (version.orElse(0) >= last) {
      return;
    }
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      int next;
      do {
        next = runNext(connection, dialect, last);
      } while (next < last);
    } catch (SQLException e) {
      throw new StorageException("the database cannot be brought to schema " + last, e);
    }
  }

  /** Runs one migration; several nodes may start at the same time, and take turns. */
  private static int runNext(Connection connection, Dialect dialect, int last) throws SQLException {
    try {
      dialect.lockSchema(connection);
      int version = current(connection).orElse(0);
      if (version < last) {
        version++;
        if (version == 1) {
          createHistory(connection);
        }
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
          for (String sql : statements(version, dialect.placeholders())) {
            statement.execute(sql);
          }
        }
        note(connection, version, (System.nanoTime() - begun) / 1_000_000);
      }
      connection.commit();
      return version;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private static String script(int version) {
    return "V" + version + "__" + ALL.get(version - 1) + ".sql";
  }

  /** The statements of a migration; each ends with a semicolon at the end of a line. */
  private static List<String> statements(int version, Map<String, String> placeholders) {
    String text = read("/org/pinacotheca/persistence/migration/" + script(version));
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      text = text.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
    }
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("--")) {
        continue;
      }
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        statement.setLength(statement.length() - 2);
        statements.add(statement.toString());
        statement.setLength(0);
      }
    }
    return statements;
  }

  private static String read(String resource) {
    try (InputStream bytes = Migrations.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("the migration " + resource + " is missing");
      }
      return new String(bytes.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the migration " + resource + " cannot be read", e);
    }
  }

  private static void createHistory(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS "flyway_schema_history" (
            "installed_rank" INTEGER NOT NULL,
            "version" VARCHAR(50),
            "description" VARCHAR(200) NOT NULL,
            "type" VARCHAR(20) NOT NULL,
            "script" VARCHAR(1000) NOT NULL,
            "checksum" INTEGER,
            "installed_by" VARCHAR(100) NOT NULL,
            "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
            "execution_time" INTEGER NOT NULL,
            "success" BOOLEAN NOT NULL,
            CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank")
          )
          """);
    }
  }

  private static void note(Connection connection, int version, long millis) throws SQLException {
    String sql =
        "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
            + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\") SELECT"
            + " COALESCE(MAX(\"installed_rank\"), 0) + 1, ?, ?, 'SQL', ?, 'pinacotheca', ?, TRUE"
            + " FROM \"flyway_schema_history\"";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, String.valueOf(version));
      statement.setString(2, ALL.get(version - 1).replace('_', ' '));
      statement.setString(3, script(version));
      statement.setInt(4, (int) Math.min(millis, Integer.MAX_VALUE));
      statement.executeUpdate();
    }
  }

  /**
   * Throws unless the database has the schema of this release; changes nothing.
   *
   * @throws IllegalStateException when there is no schema, or another one
   */
  public static void requireLatest(DataSource source) {
    OptionalInt version = version(source);
    if (version.isEmpty()) {
      throw new IllegalStateException("the database holds no gallery");
    }
    if (version.getAsInt() != LATEST) {
      throw new IllegalStateException(
          "the database has schema "
              + version.getAsInt()
              + ", and this release reads schema "
              + LATEST
              + " only; start a server of this release on it once, or use the release it is of");
    }
  }

  private static OptionalInt version(DataSource source) {
    try (Connection connection = source.getConnection()) {
      OptionalInt version = current(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return version;
    } catch (SQLException e) {
      throw new StorageException("the database cannot be asked for its schema", e);
    }
  }

  /** The last migration that succeeded; none in an empty database. */
  private static OptionalInt current(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
      if (!tables.next()) {
        return OptionalInt.empty();
      }
    }
    // Flyway uses lower-case names, which need quotes in HSQLDB.
    String sql =
        "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\" AND \"version\" IS NOT"
            + " NULL ORDER BY \"installed_rank\" DESC LIMIT 1";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? OptionalInt.of(Integer.parseInt(row.getString(1))) : OptionalInt.empty();
    }
  }
}
