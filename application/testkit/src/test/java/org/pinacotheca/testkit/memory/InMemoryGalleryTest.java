package org.pinacotheca.testkit.memory;

import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.TestedGallery;

class InMemoryGalleryTest extends GalleryContract {
  @Override
  protected TestedGallery gallery(Commission commission) {
    InMemoryGallery inMemory = InMemoryGallery.keeping(commission);
    return TestedGallery.of(inMemory.gallery(), inMemory.clock());
  }
}
