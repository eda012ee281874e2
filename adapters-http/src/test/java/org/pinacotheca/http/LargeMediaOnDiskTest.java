package org.pinacotheca.http;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are too large to be cached, sent by the operating system. */
class LargeMediaOnDiskTest extends LargeMediaTest {
  @BeforeEach
  void openAsFiles(@TempDir Path directory) {
    server.memory.files().openAsFiles(directory);
  }
}
