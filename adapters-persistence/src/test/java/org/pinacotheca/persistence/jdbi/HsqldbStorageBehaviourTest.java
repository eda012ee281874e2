package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.UnitOfWork;

class HsqldbStorageBehaviourTest extends StorageBehaviour {
  @TempDir Path directory;
  private JdbiStorage storage;

  @Override
  UnitOfWork fresh() {
    storage =
        JdbiStorage.openHsqldb(
            directory, Samples.seal(), InstantSource.system(), JdbiSettings.DEFAULT);
    return storage.unitOfWork();
  }

  @AfterEach
  void close() {
    storage.close();
  }
}
