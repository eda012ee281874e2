package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.UnitOfWork;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbCrowdedLedgerTest extends CrowdedLedgerContract {
  private TestDatabase database;

  @BeforeAll
  void open(@TempDir Path directory) {
    database = TestDatabase.hsqldb(directory);
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
