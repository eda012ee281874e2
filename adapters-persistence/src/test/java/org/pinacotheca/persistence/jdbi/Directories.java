package org.pinacotheca.persistence.jdbi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Test directories that the test framework does not manage. */
final class Directories {
  private Directories() {}

  static Path temporary() throws IOException {
    return Files.createTempDirectory("pinacotheca-test");
  }

  static void remove(Path directory) throws IOException {
    for (Path path : below(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  /** Everything in the directory, and itself. */
  static List<Path> below(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.toList();
    }
  }
}
