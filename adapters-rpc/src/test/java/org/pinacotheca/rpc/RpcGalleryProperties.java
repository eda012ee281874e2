package org.pinacotheca.rpc;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.pinacotheca.testkit.CoreDoor;
import org.pinacotheca.testkit.GalleryStatefulProperties;
import org.pinacotheca.testkit.InMemoryGallery;
import org.pinacotheca.testkit.Stage;
import org.pinacotheca.testkit.World;

/** Random sessions come out the same through the signed RPC and without a wire. */
class RpcGalleryProperties extends GalleryStatefulProperties {
  private static Path spool;
  private static LiveRpc rpc;
  private boolean inJson;

  @BeforeContainer
  static void start() throws Exception {
    spool = Files.createTempDirectory("signed-rpc");
    rpc = new LiveRpc(spool);
  }

  @AfterContainer
  static void stop() throws Exception {
    rpc.close();
    Files.delete(spool);
  }

  /** Every other session reads XML. */
  @Override
  protected Stage one() {
    inJson = !inJson;
    World world = World.of(rpc.memory.gallery());
    return new Stage(world, new RpcDoor(rpc, world, inJson ? "JSON" : "XML"));
  }

  @Override
  protected Stage other() {
    World world = World.of(InMemoryGallery.empty().gallery());
    return new Stage(world, new CoreDoor(world.gallery()));
  }
}
