package org.pinacotheca.persistence.jdbi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.spi.UnitOfWork;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlCrowdedLedgerTest extends CrowdedLedgerContract {
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
  UnitOfWork storage() {
    return database.storage().unitOfWork();
  }
}
