package org.pinacotheca.testkit.memory;

import java.util.HashMap;
import java.util.Map;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.CoreApi;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.SessionRunner;

/**
 * One gallery serves all sessions, the other is new for each: data of earlier sessions makes no
 * difference.
 */
class InMemoryGalleryProperties extends GallerySessions {
  private final Map<Commission, InMemoryGallery> used = new HashMap<>();

  @Override
  protected SessionRunner runner(Commission commission) {
    SampleMembers world =
        SampleMembers.of(used.computeIfAbsent(commission, InMemoryGallery::keeping));
    return new SessionRunner(world, new CoreApi(world.gallery()));
  }
}
