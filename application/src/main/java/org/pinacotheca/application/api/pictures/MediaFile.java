package org.pinacotheca.application.api.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A file of a picture, ready to be read.
 *
 * @param mediaType such as {@code image/jpeg}
 * @param size bytes
 * @param entityTag the same as long as the bytes are the same, without quotation marks
 * @param lastModified when the picture was uploaded
 * @param expires when the address it was opened by expires
 */
public record MediaFile(
    String mediaType,
    long size,
    String entityTag,
    Instant lastModified,
    Instant expires,
    Bytes bytes) {

  /** The bytes of a file; may be read several times. */
  @FunctionalInterface
  public interface Bytes {
    /** Opens the bytes from {@code offset}, which is between 0 and the file's size. */
    InputStream openAt(long offset) throws IOException;
  }
}
