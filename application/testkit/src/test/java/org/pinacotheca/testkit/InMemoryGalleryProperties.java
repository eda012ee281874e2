package org.pinacotheca.testkit;

/**
 * One gallery serves all sessions, the other is new for each: what earlier sessions left makes no
 * difference.
 */
class InMemoryGalleryProperties extends GalleryStatefulProperties {
  private final InMemoryGallery used = InMemoryGallery.empty();

  @Override
  protected Stage one() {
    World world = World.of(used.gallery());
    return new Stage(world, new CoreDoor(world.gallery()));
  }

  @Override
  protected Stage other() {
    World world = World.of(InMemoryGallery.empty().gallery());
    return new Stage(world, new CoreDoor(world.gallery()));
  }
}
