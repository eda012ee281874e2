package org.pinacotheca.http.settings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Source of backups of the whole installation for the admin API. Thread-safe. */
public interface BackupSource {
  /** Why this installation cannot be backed up this way, and the alternative; empty when it can. */
  Optional<String> refusal();

  /**
   * Writes a backup. It contains the keys of the installation, and may take hours.
   *
   * @throws IOException when the stream fails
   * @throws RuntimeException when the backup fails; what was written is unusable then
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
