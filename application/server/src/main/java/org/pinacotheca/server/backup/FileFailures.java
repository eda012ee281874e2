package org.pinacotheca.server.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Failures of files as messages for people. */
final class FileFailures {
  private FileFailures() {}

  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no '" + missing.getFile() + "'";
      case AccessDeniedException denied -> "no permission for '" + denied.getFile() + "'";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
