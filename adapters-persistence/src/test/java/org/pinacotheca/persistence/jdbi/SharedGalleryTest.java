package org.pinacotheca.persistence.jdbi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.CoreDoor;
import org.pinacotheca.testkit.scenario.GalleryDoor;
import org.pinacotheca.testkit.scenario.World;

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
  protected GalleryDoor door(World world) {
    return new CoreDoor(world.gallery());
  }
}
