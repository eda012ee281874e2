package org.pinacotheca.rpc;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** Random sessions have the same outcome through the signed RPC and in process. */
class RpcGalleryProperties extends GallerySessions {
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

  /**
   * Every other session reads XML. What the RPC does not offer goes to a gallery over the same
   * storage, which charges the commission; the RPC itself sells nothing.
   */
  @Override
  protected TestedGallery gallery(Commission commission) {
    inJson = !inJson;
    SampleMembers world = SampleMembers.of(rpc.memory.sharing(commission), rpc.memory.clock());
    return new TestedGallery(world, new RpcGalleryApi(rpc, world, inJson ? "JSON" : "XML"));
  }
}
