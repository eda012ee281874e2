package org.pinacotheca.http.wire;

import java.nio.file.Path;

/** The complete body of a request. */
public sealed interface Body {
  /** The SHA-256 of method, path and body in lower-case hexadecimal; empty when not requested. */
  String fingerprint();

  /** A body in memory. */
  record InMemory(byte[] bytes, String fingerprint) implements Body {}

  /**
   * A body in a file of its own, which the owner of this object deletes.
   *
   * @param mebibytes the spool room it takes until then
   */
  record InFile(Path file, String fingerprint, int mebibytes) implements Body {}
}
