package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jars of the packaged program. */
class LibrariesTest {
  private static final Path LIBRARIES = Path.of("target", "lib");

  @Test
  void theTestKitIsThereForTheSandboxWithoutItsTestEngines() throws IOException {
    List<String> jars;
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      jars = files.map(file -> file.getFileName().toString()).toList();
    }
    assertThat(jars)
        .anyMatch(jar -> jar.startsWith("pinacotheca-testkit-"))
        .noneMatch(jar ->
            jar.matches("(junit|jqwik|assertj|opentest4j|apiguardian|byte-buddy|selenium).*"));
  }
}
