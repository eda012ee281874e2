package org.pinacotheca.testkit.memory;

import java.util.HashMap;
import java.util.Map;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.TestedGallery;

/**
 * One gallery serves all sessions, the other is new for each: data of earlier sessions makes no
 * difference.
 */
class InMemoryGalleryProperties extends GallerySessions {
  private final Map<Commission, InMemoryGallery> used = new HashMap<>();

  @Override
  protected TestedGallery gallery(Commission commission) {
    InMemoryGallery inMemory = used.computeIfAbsent(commission, InMemoryGallery::keeping);
    return TestedGallery.of(inMemory.gallery(), inMemory.clock());
  }
}
