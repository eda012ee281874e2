package org.pinacotheca.application.api.pictures;

import java.util.Optional;

/** The files of pictures, for whoever holds a signed address. Safe for use by many threads. */
public interface MediaFiles {
  /**
   * Opens what a path from {@link PictureLinks} leads to; empty when it was changed or has expired,
   * or the picture is gone.
   *
   * @param path as it was handed out, beginning with {@code /media/}
   * @throws java.io.UncheckedIOException if the picture is there and its file is not
   */
  Optional<MediaFile> open(String path);

  /**
   * Whether a path was handed out once, though it may have expired or the picture be gone since;
   * who shows another one is guessing. Never waits.
   */
  boolean isGenuine(String path);
}
