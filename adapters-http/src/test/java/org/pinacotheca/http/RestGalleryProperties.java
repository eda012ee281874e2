package org.pinacotheca.http;

import net.jqwik.api.lifecycle.AfterContainer;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** Random sessions through the REST API agree with the same sessions on the use cases. */
class RestGalleryProperties extends GallerySessions {
  private static final RestGalleries GALLERIES = new RestGalleries();

  @AfterContainer
  static void stop() {
    GALLERIES.close();
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    return GALLERIES.gallery(commission);
  }
}
