package org.pinacotheca.testkit;

import org.pinacotheca.application.spi.UnitOfWork;

class InMemoryStorageTest extends StorageContract {
  private final InMemoryStorage storage = new InMemoryStorage(ManualClock.atSomeNoon());

  @Override
  protected UnitOfWork storage() {
    return storage;
  }
}
