package org.pinacotheca.persistence.jdbi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.SampleMembers;

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
  protected Gallery gallery() {
    return running.gallery();
  }

  @Override
  protected ManualClock clock() {
    return running.clock();
  }

  @Override
  protected GalleryApi api(SampleMembers world) {
    return new CoreApi(world.gallery());
  }
}
