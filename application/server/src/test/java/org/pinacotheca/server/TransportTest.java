package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The transport that the server uses for its connections. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "aarch64"})
class TransportTest {
  @TempDir Path directory;

  @Test
  void theSystemsOwnTransportNeedsNoTemporaryDirectory() throws Exception {
    try (ServerProcess server = started("-Djava.io.tmpdir=" + directory.resolve("none"))) {
      server.awaitLog("connections: the system's own transport");
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
      try (Stream<Path> libraries = Files.list(directory.resolve("data/native"))) {
        assertThat(libraries.map(Path::getFileName).map(Path::toString))
            .noneMatch(name -> name.contains("epoll"));
      }
    }
  }

  @Test
  void whereItsLibraryCannotBeUnpackedTheServerServesWithoutIt() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    try (ServerProcess server = started("-Dio.netty.native.workdir=" + file.resolve("none"))) {
      server.awaitLog("connections: Java's transport, since ");
      assertThat(server.get("/health/ready", Map.of()).statusCode()).isEqualTo(200);
    }
  }

  private ServerProcess started(String javaOption) throws Exception {
    return ServerProcess.start(directory.resolve("data"), Map.of("JDK_JAVA_OPTIONS", javaOption));
  }
}
