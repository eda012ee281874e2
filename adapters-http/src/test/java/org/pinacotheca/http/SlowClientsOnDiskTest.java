package org.pinacotheca.http;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** More slow clients than slots, where pictures are sent by the operating system. */
class SlowClientsOnDiskTest extends SlowClientsTest {
  @TempDir private Path directory;

  @Override
  Optional<Path> disk() {
    return Optional.of(directory);
  }
}
