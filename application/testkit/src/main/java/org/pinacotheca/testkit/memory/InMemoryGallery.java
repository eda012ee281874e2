package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.credits.Commission;

/**
 * A whole gallery in memory, with access to its parts: real use cases and signatures, storage that
 * rolls back, fake renditions and a manual clock. Thread-safe.
 */
public record InMemoryGallery(
    Gallery gallery,
    ManualClock clock,
    InMemoryStorage storage,
    InMemoryPictureFiles files,
    FakeImageProcessor processor,
    InMemorySecrets secrets) {
  private static final long SEED = 1839;

  /** An empty gallery with the default settings. */
  public static InMemoryGallery empty() {
    return empty(GallerySettings.DEFAULT);
  }

  /** An empty gallery with this commission. */
  public static InMemoryGallery keeping(Commission commission) {
    return empty(GallerySettings.DEFAULT.withCommission(commission));
  }

  /** An empty gallery with these rate limits. */
  public static InMemoryGallery limiting(RateSettings rates) {
    return empty(GallerySettings.DEFAULT.withRates(rates));
  }

  /** Another gallery over the same storage with this commission. */
  public Gallery sharing(Commission commission) {
    return Gallery.of(
        storage, files, processor, secrets, GallerySettings.DEFAULT.withCommission(commission));
  }

  /** An empty gallery. */
  public static InMemoryGallery empty(GallerySettings settings) {
    ManualClock clock = ManualClock.atSomeNoon();
    InMemoryStorage storage = new InMemoryStorage(clock);
    InMemoryPictureFiles files = new InMemoryPictureFiles(clock);
    FakeImageProcessor processor = new FakeImageProcessor();
    InMemorySecrets secrets = new InMemorySecrets(SEED);
    Gallery gallery = Gallery.of(storage, files, processor, secrets, settings);
    return new InMemoryGallery(gallery, clock, storage, files, processor, secrets);
  }
}
