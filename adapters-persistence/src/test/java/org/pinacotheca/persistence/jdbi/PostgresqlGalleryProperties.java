package org.pinacotheca.persistence.jdbi;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** Random sessions on PostgreSQL, with real pictures in an S3 store, agree with those in memory. */
class PostgresqlGalleryProperties extends GallerySessions {
  private static TestGallery running;

  @BeforeContainer
  static void open() {
    running = TestGallery.onS3(TestDatabase::postgresql);
  }

  @AfterContainer
  static void close() {
    running.close();
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    return TestedGallery.of(running.gallery(commission), running.clock());
  }
}
