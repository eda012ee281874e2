package org.pinacotheca.testkit.planted;

import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.memory.FakeImageProcessor;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;
import org.pinacotheca.testkit.memory.InMemorySecrets;
import org.pinacotheca.testkit.memory.InMemoryStorage;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** The parts of a gallery in memory, into which faults are planted. */
final class Parts {
  private final ManualClock clock = ManualClock.atSomeNoon();
  private UnitOfWork storage = new InMemoryStorage(clock);
  private PictureFiles files = new InMemoryPictureFiles(InstantSource.system());
  private ImageProcessor images = new FakeImageProcessor();
  private Secrets secrets = new InMemorySecrets(1839);
  private BiFunction<GalleryApi, Function<UserId, Caller>, GalleryApi> api = (core, _) -> core;

  UnitOfWork storage() {
    return storage;
  }

  PictureFiles files() {
    return files;
  }

  ImageProcessor images() {
    return images;
  }

  Secrets secrets() {
    return secrets;
  }

  TestedGallery gallery(Commission commission) {
    GallerySettings settings = GallerySettings.DEFAULT.withCommission(commission);
    Gallery gallery = Gallery.of(storage, files, images, secrets, settings);
    SampleMembers world = SampleMembers.of(gallery, clock);
    GalleryApi core = new CoreApi(gallery);
    return new TestedGallery(world, api.apply(core, member -> world.caller(world.roleOf(member))));
  }

  void storage(String method, Faulty.Fault fault) {
    storage = Faulty.port(UnitOfWork.class, storage, method, fault);
  }

  void transaction(String method, Faulty.Fault fault) {
    storage = Faulty.transactions(storage, tx -> Faulty.port(Transaction.class, tx, method, fault));
  }

  void store(Class<?> store, String method, Faulty.StoreFault fault) {
    storage = Faulty.store(storage, store, method, fault);
  }

  void files(String method, Faulty.Fault fault) {
    files = Faulty.port(PictureFiles.class, files, method, fault);
  }

  void images(Faulty.Fault fault) {
    images = Faulty.port(ImageProcessor.class, images, "process", fault);
  }

  void secrets(String method, Faulty.Fault fault) {
    secrets = Faulty.port(Secrets.class, secrets, method, fault);
  }

  /**
   * Puts an API in front of the use cases.
   *
   * @param change makes it of the use cases and of callers with every scope
   */
  void api(BiFunction<GalleryApi, Function<UserId, Caller>, GalleryApi> change) {
    api = change;
  }
}
