package org.pinacotheca.testkit.memory;

import java.util.HashMap;
import java.util.Map;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.CoreDoor;
import org.pinacotheca.testkit.scenario.GalleryStatefulProperties;
import org.pinacotheca.testkit.scenario.Stage;
import org.pinacotheca.testkit.scenario.World;

/**
 * One gallery serves all sessions, the other is new for each: what earlier sessions left makes no
 * difference.
 */
class InMemoryGalleryProperties extends GalleryStatefulProperties {
  private final Map<Commission, InMemoryGallery> used = new HashMap<>();

  @Override
  protected Stage stage(Commission commission) {
    World world = World.of(used.computeIfAbsent(commission, InMemoryGallery::keeping));
    return new Stage(world, new CoreDoor(world.gallery()));
  }
}
