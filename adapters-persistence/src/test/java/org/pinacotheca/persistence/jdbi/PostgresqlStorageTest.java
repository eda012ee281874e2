package org.pinacotheca.persistence.jdbi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.contract.StorageContract;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlStorageTest extends StorageContract {
  private TestDatabase database;

  @BeforeAll
  void open() {
    database = TestDatabase.postgresql();
  }

  @AfterAll
  void close() {
    database.close();
  }

  @Override
  protected UnitOfWork storage() {
    return database.storage().unitOfWork();
  }
}
