package org.pinacotheca.server.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Durable file operations for commands. */
final class Durable {
  private Durable() {}

  /** Forces a file, or the entries of a directory, to the device. */
  static void force(@Nullable Path place) throws IOException {
    if (place != null) {
      try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // The important failure is already reported.
    }
  }

  /** The failure, as a message for people. */
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no '" + missing.getFile() + "'";
      case AccessDeniedException denied -> "no permission for '" + denied.getFile() + "'";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
