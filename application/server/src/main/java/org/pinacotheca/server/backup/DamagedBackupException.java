package org.pinacotheca.server.backup;

import java.io.IOException;

/** A file is not a backup, or is incomplete or changed. */
final class DamagedBackupException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedBackupException(String message) {
    super(message);
  }

  DamagedBackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
