package org.pinacotheca.http.wire;

import org.pinacotheca.transport.SpooledFile;

/** The complete body of a request. */
public sealed interface Body extends AutoCloseable {
  /** The SHA-256 of method, path and body in lower-case hexadecimal; empty when not requested. */
  String fingerprint();

  @Override
  default void close() {}

  /** A body in memory, as sent. */
  record InMemory(byte[] bytes, String fingerprint) implements Body {}

  /** A body as UTF-8 in a file of its own, which {@link #close} deletes. */
  record InFile(SpooledFile file, String fingerprint) implements Body {
    @Override
    public void close() {
      file.close();
    }
  }
}
