package org.pinacotheca.testkit.scenario;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.memory.ManualClock;

/**
 * A gallery under test: its sample members, and the API that serves it to them.
 *
 * @param world newly registered in the gallery, which may hold data of earlier tests
 */
public record TestedGallery(SampleMembers world, GalleryApi api) {

  /**
   * A gallery whose use cases are tested, without any wire API.
   *
   * @param clock the clock of the gallery's storage
   */
  public static TestedGallery of(Gallery gallery, ManualClock clock) {
    return new TestedGallery(SampleMembers.of(gallery, clock), new CoreApi(gallery));
  }
}
