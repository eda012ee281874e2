package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.credits.Commission;

/**
 * A whole gallery in memory, with what stands behind it in reach: real use cases and signatures,
 * storage that rolls back, sketched pictures and a clock that stands still. Safe for use by many
 * threads.
 */
public record InMemoryGallery(
    Gallery gallery,
    ManualClock clock,
    InMemoryStorage storage,
    InMemoryPictureFiles files,
    FakeImageProcessor studio,
    InMemorySecrets secrets) {
  private static final long SEED = 1839;

  /** An empty gallery with the default settings. */
  public static InMemoryGallery empty() {
    return empty(GallerySettings.DEFAULT);
  }

  /** An empty gallery whose platform keeps this of every sale. */
  public static InMemoryGallery keeping(Commission commission) {
    return empty(GallerySettings.DEFAULT.withCommission(commission));
  }

  /** An empty gallery that limits requests. */
  public static InMemoryGallery limiting(RateSettings rates) {
    return empty(GallerySettings.DEFAULT.withRates(rates));
  }

  /** Another gallery over the same storage, whose platform keeps this of every sale. */
  public Gallery sharing(Commission commission) {
    return Gallery.of(
        storage, files, studio, secrets, GallerySettings.DEFAULT.withCommission(commission));
  }

  /** An empty gallery. */
  public static InMemoryGallery empty(GallerySettings settings) {
    ManualClock clock = ManualClock.atSomeNoon();
    InMemoryStorage storage = new InMemoryStorage(clock);
    InMemoryPictureFiles files = new InMemoryPictureFiles(clock);
    FakeImageProcessor studio = new FakeImageProcessor();
    InMemorySecrets secrets = new InMemorySecrets(SEED);
    Gallery gallery = Gallery.of(storage, files, studio, secrets, settings);
    return new InMemoryGallery(gallery, clock, storage, files, studio, secrets);
  }
}
