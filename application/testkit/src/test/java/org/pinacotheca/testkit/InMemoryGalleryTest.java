package org.pinacotheca.testkit;

import org.pinacotheca.application.Gallery;

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
  protected GalleryDoor door(World world) {
    return new CoreDoor(world.gallery());
  }
}
