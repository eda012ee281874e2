package org.pinacotheca.persistence.jdbi.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;

/** An HSQLDB database in memory, which is gone when it is closed. Thread-safe. */
public final class MemoryDatabase implements DatabaseGate {
  private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();

  private MemoryDatabase() {}

  /** Creates an empty database. */
  public static MemoryDatabase create() {
    // HSQLDB would otherwise take over the logging of the whole process.
    System.setProperty("hsqldb.reconfig_logging", "false");
    MemoryDatabase database = new MemoryDatabase();
    try (Connection connection = database.connect()) {
      HsqldbSettings.applyInMemory(connection);
    } catch (SQLException e) {
      throw new StorageException("a database in memory cannot be created", e);
    }
    return database;
  }

  /** A new connection. */
  public Connection connect() throws SQLException {
    return HsqldbInternals.connect(url);
  }

  @Override
  public void close() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new StorageException("the database in memory did not shut down", e);
    }
  }
}
