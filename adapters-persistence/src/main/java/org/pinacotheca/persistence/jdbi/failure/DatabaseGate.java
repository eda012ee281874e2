package org.pinacotheca.persistence.jdbi.failure;

import java.sql.SQLException;
import org.pinacotheca.application.spi.StorageUnavailableException;

/** Says whether a database can be trusted with a unit of work. Safe for use by many threads. */
public interface DatabaseGate extends AutoCloseable {
  /** For a database that says itself what failed. */
  DatabaseGate ALWAYS_OPEN = new DatabaseGate() {};

  /** Fails with {@link StorageUnavailableException} unless the database can be read. */
  default void requireReadable() {}

  /** Fails with {@link StorageUnavailableException} unless the database takes what is written. */
  default void requireWritable() {}

  /** Whether nothing has failed since; asked when a unit of work was done. */
  default boolean isTrusted() {
    return true;
  }

  /** Notes that a statement failed because of the database's files. */
  default void distrust(SQLException cause) {}

  /** What has failed, when the database is not trusted. */
  default StorageUnavailableException failure() {
    return new StorageUnavailableException("the database failed", null);
  }

  /** Gives the database free. */
  @Override
  default void close() {}
}
