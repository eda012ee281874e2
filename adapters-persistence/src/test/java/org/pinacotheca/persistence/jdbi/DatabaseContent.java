package org.pinacotheca.persistence.jdbi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.pinacotheca.persistence.jdbi.hsqldb.HsqldbDirectory;

/** All rows of all tables of an embedded database. */
final class DatabaseContent {
  private DatabaseContent() {}

  /** The content after a restart, if the process is killed now. */
  static SortedMap<String, List<String>> afterKill(Path directory) {
    try {
      Path copy = Directories.temporary();
      try {
        copyFiles(directory, copy);
        return of(copy);
      } finally {
        Directories.remove(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content after a start in a directory that no process uses. */
  static SortedMap<String, List<String>> of(Path directory) {
    try (HsqldbDirectory opened = HsqldbDirectory.open(directory);
        Connection connection = opened.connect()) {
      return of(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("lock")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  /** The files of a directory, with a digest of each. */
  static SortedMap<String, String> digests(Path directory) throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            String.valueOf(file.getFileName()),
            UUID.nameUUIDFromBytes(Files.readAllBytes(file)).toString());
      }
    }
    return content;
  }

  static SortedMap<String, List<String>> of(Connection connection) throws SQLException {
    SortedMap<String, List<String>> content = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        content.put(table, rows(statement, table));
      }
    }
    return content;
  }

  private static List<String> rows(Statement statement, String table) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          Object value = rows.getObject(column);
          row.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
              .append('|');
        }
        found.add(row.toString());
      }
    }
    found.sort(null);
    return found;
  }
}
