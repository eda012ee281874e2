import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.testkit.contract.StorageContract;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.memory.ManualClock;

class MyStorageTest extends StorageContract {
  private final UnitOfWork storage = new InMemoryStorage(ManualClock.atSomeNoon());

  @Override
  protected UnitOfWork storage() {
    return storage;
  }
}
