package org.pinacotheca.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Whole directories. */
final class Trees {
  private Trees() {}

  /** Copies a directory with everything in it; returns the copy. */
  static Path copy(Path from, Path copy) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, copy.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }
}
