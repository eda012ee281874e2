package org.pinacotheca.persistence.jdbi.failure;

import java.sql.Connection;
import java.sql.SQLException;
import org.pinacotheca.application.spi.StorageUnavailableException;

/** Checks whether a database is fit for a unit of work. Thread-safe. */
public interface DatabaseGate extends AutoCloseable {
  /** For a database that reports its own failures. */
  DatabaseGate ALWAYS_OPEN = new DatabaseGate() {};

  /** Throws {@link StorageUnavailableException} unless the database is readable. */
  default void requireReadable() {}

  /** Throws {@link StorageUnavailableException} unless the database is writable. */
  default void requireWritable() {}

  /** Whether nothing has failed since; called after a unit of work. */
  default boolean isTrusted() {
    return true;
  }

  /**
   * Commits. The database may show the commit to others before it is durable, so nobody is answered
   * before it was awaited.
   */
  default Durability commit(Connection connection) throws SQLException {
    connection.commit();
    return Durability.REACHED;
  }

  /** Whether what was read is durable; nobody is answered before it was awaited. */
  default Durability read() {
    return Durability.REACHED;
  }

  /** Notes that a statement failed because of the database's files. */
  default void distrust(SQLException cause) {}

  /** The failure, when the database is not trusted. */
  default StorageUnavailableException failure() {
    return new StorageUnavailableException("the database failed", null);
  }

  /** Releases the database. */
  @Override
  default void close() {}
}
