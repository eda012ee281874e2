package org.pinacotheca.application.api.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a picture.
 *
 * @param mediaType such as {@code image/jpeg}
 * @param entityTag the same bytes wherever it occurs, without quotation marks
 * @param lastModified when the picture was uploaded
 * @param expires when the address it was found by expires
 */
public record MediaFile(
    String mediaType, String entityTag, Instant lastModified, Instant expires, Source source) {

  /**
   * Opens the file; empty when the picture was removed after it was found. May wait.
   *
   * @throws java.io.UncheckedIOException if the picture is there and its file is not
   */
  public Optional<Content> open() {
    return source.open();
  }

  /** Opens the file. */
  @FunctionalInterface
  public interface Source {
    /** Opens the file; empty when the picture was removed after it was found. */
    Optional<Content> open();
  }

  /** The bytes of a file; may be read several times. */
  public interface Content {
    /** Length in bytes. */
    long size();

    /** Opens the bytes from {@code offset}, which is between 0 and the size. */
    InputStream openAt(long offset) throws IOException;

    /**
     * Opens the file with these bytes and nothing else, where there is one on this machine. The
     * caller closes it.
     */
    Optional<FileChannel> openFile() throws IOException;
  }
}
