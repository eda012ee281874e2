package org.pinacotheca.rpc;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.testkit.gallery.GalleryContract;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.SampleMembers;

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
  protected Gallery gallery() {
    return rpc.memory.gallery();
  }

  @Override
  protected ManualClock clock() {
    return rpc.memory.clock();
  }

  @Override
  protected GalleryApi api(SampleMembers world) {
    return new RpcGalleryApi(rpc, world, format);
  }
}
