package org.pinacotheca.http.settings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where the admin API takes a backup of the whole installation from. Safe for use by many threads.
 */
public interface BackupSource {
  /** Why this installation is not backed up this way, and how else; empty where it is. */
  Optional<String> refusal();

  /**
   * Writes a backup. It holds the keys of the installation, and may take hours.
   *
   * @throws IOException when the stream fails
   * @throws RuntimeException when the backup cannot be made; what was written is worthless then
   */
  void writeTo(OutputStream out) throws IOException;

  /** No backup, for the reason given. */
  static BackupSource none(String reason) {
    return new BackupSource() {
      @Override
      public Optional<String> refusal() {
        return Optional.of(reason);
      }

      @Override
      public void writeTo(OutputStream out) {
        throw new IllegalStateException(reason);
      }
    };
  }
}
