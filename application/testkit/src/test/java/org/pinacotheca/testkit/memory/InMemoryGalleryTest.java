package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.SampleMembers;

class InMemoryGalleryTest extends GalleryContract {
  private final InMemoryGallery inMemory = InMemoryGallery.empty();

  @Override
  protected Gallery gallery() {
    return inMemory.gallery();
  }

  @Override
  protected ManualClock clock() {
    return inMemory.clock();
  }

  @Override
  protected GalleryApi api(SampleMembers world) {
    return new CoreApi(world.gallery());
  }
}
