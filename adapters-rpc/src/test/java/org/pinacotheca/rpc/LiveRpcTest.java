package org.pinacotheca.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The base of tests over a real connection: a fresh gallery, and a check that no upload is left
 * behind.
 */
abstract class LiveRpcTest {
  @TempDir Path spool;
  LiveRpc rpc;
  StoredContent content;

  @BeforeEach
  void start() throws Exception {
    rpc = open();
    content = new StoredContent(rpc.memory.storage());
  }

  /** The service under test. */
  LiveRpc open() throws Exception {
    return new LiveRpc(spool).withApplication();
  }

  @AfterEach
  void nothingStays() throws Exception {
    assertThat(OpenFiles.under(spool)).isEmpty();
    assertThat(spool).isEmptyDirectory();
    rpc.close();
  }
}
