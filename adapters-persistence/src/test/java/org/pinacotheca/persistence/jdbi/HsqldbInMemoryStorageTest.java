package org.pinacotheca.persistence.jdbi;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.contract.StorageContract;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HsqldbInMemoryStorageTest extends StorageContract {
  private final JdbiStorage storage =
      JdbiStorage.inMemory(Keys.seal(), InstantSource.system(), JdbiSettings.DEFAULT);

  @AfterAll
  void close() {
    storage.close();
  }

  @Override
  protected UnitOfWork storage() {
    return storage.unitOfWork();
  }
}
