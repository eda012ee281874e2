package org.pinacotheca.persistence.jdbi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** The gallery as several nodes share it: on PostgreSQL and an S3 store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedGalleryTest extends GalleryContract {
  private TestGallery running;

  @BeforeAll
  void open() {
    running = TestGallery.onS3(TestDatabase::postgresql);
  }

  @AfterAll
  void close() {
    running.close();
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    return TestedGallery.of(running.gallery(commission), running.clock());
  }
}
