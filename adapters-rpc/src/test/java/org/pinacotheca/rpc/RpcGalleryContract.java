package org.pinacotheca.rpc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.scenario.SampleMembers;
import org.pinacotheca.testkit.scenario.TestedGallery;

/** A gallery behaves the same through the signed RPC as in process. */
abstract class RpcGalleryContract extends GalleryContract {
  @TempDir static Path spool;
  private static LiveRpc rpc;
  private final String format;

  /**
   * @param format of the replies
   */
  RpcGalleryContract(String format) {
    this.format = format;
  }

  @BeforeAll
  static void start() throws Exception {
    rpc = new LiveRpc(spool);
  }

  @AfterAll
  static void stop() throws Exception {
    rpc.close();
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    SampleMembers world = SampleMembers.of(rpc.memory.sharing(commission), rpc.memory.clock());
    return new TestedGallery(world, new RpcGalleryApi(rpc, world, format));
  }
}
