package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.contract.StorageContract;

class InMemoryStorageTest extends StorageContract {
  private final InMemoryStorage storage = new InMemoryStorage(ManualClock.atSomeNoon());

  @Override
  protected UnitOfWork storage() {
    return storage;
  }
}
