package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.contract.StorageContract;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbStorageTest extends StorageContract {
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
  protected UnitOfWork storage() {
    return database.storage().unitOfWork();
  }
}
