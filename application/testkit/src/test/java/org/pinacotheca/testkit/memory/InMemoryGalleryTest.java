package org.pinacotheca.testkit.memory;

import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.CoreDoor;
import org.pinacotheca.testkit.scenario.GalleryDoor;
import org.pinacotheca.testkit.scenario.World;

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
