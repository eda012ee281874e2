package org.pinacotheca.benchmarks.growth;

import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.pinacotheca.benchmarks.measure.Workplace;

/** HSQLDB files, filled in batches without its log and with more memory than a gallery gives it. */
record GrowingHsqldb(Path data) implements GrowingDatabase {
  /** An upper bound of the heap of a picture with its nodes of all indexes. */
  private static final int ROW_BYTES = 1100;

  /** The most that HSQLDB accepts. */
  private static final int CACHED_ROWS_MAX = 4_000_000;

  @Override
  public String name() {
    return "HSQLDB";
  }

  @Override
  public Optional<String> jdbcUrl() {
    return Optional.empty();
  }

  @Override
  public Map<String, Long> bytes() {
    return Map.of("database", new File(data.toFile(), "database/gallery.data").length());
  }

  @Override
  public Filling fill() throws SQLException {
    String url = "jdbc:hsqldb:file:" + data.resolve("database/gallery") + ";hsqldb.lock_file=false";
    // The cache gets its size when the files are opened, so the gallery's settings are restored
    // before they are closed.
    int cacheRows;
    int cacheKilobytes;
    try (Connection connection = DriverManager.getConnection(url, "SA", "");
        Statement statement = connection.createStatement()) {
      cacheRows = setting(statement, "hsqldb.cache_rows");
      cacheKilobytes = setting(statement, "hsqldb.cache_size");
      statement.execute("SET FILES CACHE ROWS " + rowsInHalfOfTheHeap());
      statement.execute("SET FILES CACHE SIZE 2000000");
      statement.execute("SET FILES LOG FALSE");
      statement.execute("SHUTDOWN");
    }
    Connection filling = DriverManager.getConnection(url, "SA", "");
    try (Statement statement = filling.createStatement()) {
      statement.execute("SET FILES CACHE ROWS " + cacheRows);
      statement.execute("SET FILES CACHE SIZE " + cacheKilobytes);
    }
    return new Filling(filling, "SHUTDOWN");
  }

  private static long rowsInHalfOfTheHeap() {
    return Math.min(CACHED_ROWS_MAX, Runtime.getRuntime().maxMemory() / 2 / ROW_BYTES);
  }

  private static int setting(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT property_value FROM information_schema.system_properties WHERE property_name ="
                + " '"
                + name
                + "'")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Override
  public void close() {
    Workplace.remove(data);
  }
}
