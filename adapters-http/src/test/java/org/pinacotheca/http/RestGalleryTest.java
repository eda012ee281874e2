package org.pinacotheca.http;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** The gallery behaves the same through the REST API as without it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestGalleryTest extends GalleryContract {
  private final RestGalleries galleries = new RestGalleries();

  @AfterAll
  void stop() {
    galleries.close();
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    return galleries.gallery(commission);
  }
}
