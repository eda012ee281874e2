package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A directory of files that is removed when it is closed, or when the process is ended before. */
record TemporaryCopy(Path directory, Thread cleaner) implements AutoCloseable {
  /** Removes this directory. */
  static TemporaryCopy in(Path directory) {
    Thread cleaner = new Thread(() -> removeQuietly(directory));
    Runtime.getRuntime().addShutdownHook(cleaner);
    return new TemporaryCopy(directory, cleaner);
  }

  private static void removeQuietly(Path directory) {
    try {
      remove(directory);
    } catch (IOException _) {
      // The process ends; nobody can be told.
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
      // The process is ending, and the cleaner runs.
    }
  }
}
