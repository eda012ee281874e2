package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A temporary directory that is deleted on close or at the end of the process. */
record TemporaryCopy(Path directory, Thread cleaner) implements AutoCloseable {
  /** Deletes this directory at the end of the process. */
  static TemporaryCopy in(Path directory) {
    Thread cleaner = new Thread(() -> removeQuietly(directory));
    Runtime.getRuntime().addShutdownHook(cleaner);
    return new TemporaryCopy(directory, cleaner);
  }

  private static void removeQuietly(Path directory) {
    try {
      remove(directory);
    } catch (IOException _) {
      // The process ends, so nothing can report it.
    }
  }

  private static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }

  @Override
  public void close() throws IOException {
    remove(directory);
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException _) {
      // The process is ending, and the shutdown hook runs.
    }
  }
}
