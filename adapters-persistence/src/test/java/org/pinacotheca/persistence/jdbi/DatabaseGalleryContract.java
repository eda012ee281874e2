package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** The behaviour of a gallery on a database and files on disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseGalleryContract extends GalleryContract
    implements CrowdedLoginBehaviour, EndedSessionsBehaviour, SharedRatesBehaviour {
  private TestGallery running;

  /** Opens a separate database, with any files in the directory. */
  abstract TestDatabase open(Path directory, ManualClock clock);

  @BeforeAll
  void begin(@TempDir Path directory) {
    running =
        TestGallery.on(
            clock -> open(directory.resolve("database"), clock), directory.resolve("media"));
  }

  @AfterAll
  void close() {
    running.close();
  }

  @Override
  public Gallery gallery() {
    return running.gallery();
  }

  @Override
  public Gallery node(RateSettings rates) {
    return running.node(rates);
  }

  @Override
  public ManualClock clock() {
    return running.clock();
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    return TestedGallery.of(running.gallery(commission), running.clock());
  }
}
