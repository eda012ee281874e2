package org.pinacotheca.application.api.pictures;

import java.util.Optional;

/** Opens the files of pictures by signed addresses. Thread-safe. */
public interface MediaFiles {
  /**
   * Opens the file at a path from {@link PictureLinks}; empty when the path was altered or has
   * expired, or the picture is gone.
   *
   * @param path as it was issued, beginning with {@code /media/}
   * @throws java.io.UncheckedIOException if the picture is there and its file is not
   */
  Optional<MediaFile> open(String path);

  /**
   * Whether a path was ever issued, though it may have expired or the picture may be gone; any
   * other path is a guess. Never waits.
   */
  boolean isGenuine(String path);
}
