package org.pinacotheca.domain.picture;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a picture as its uploader sent them, not yet checked. A source can be opened any
 * number of times and yields the same bytes each time; the opener closes the stream.
 */
@FunctionalInterface
public interface PictureSource {

  /**
   * Opens the bytes from their beginning.
   *
   * @throws MalformedException from here or from any read, when the transfer encoding of the upload
   *     (such as base64) is broken
   * @throws IOException when the bytes cannot be read at all
   */
  InputStream open() throws IOException;

  /**
   * An upper bound of its size in bytes, known without opening it; {@link Long#MAX_VALUE} where
   * none is known.
   */
  default long bytesAtMost() {
    return Long.MAX_VALUE;
  }

  /** The transfer encoding around the picture is broken, so that there are no bytes to check. */
  final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
      super(message);
    }
  }
}
