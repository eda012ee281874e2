package org.pinacotheca.application.api.pictures;

import java.util.Optional;

/** Finds the files of pictures by signed addresses. Thread-safe. */
public interface MediaFiles {
  /**
   * Finds the file at a path from {@link PictureLinks}; empty when the path was altered or has
   * expired, or the picture is gone. May wait.
   *
   * @param path as it was issued, beginning with {@code /media/}
   */
  Optional<MediaFile> find(String path);

  /**
   * Finds the file at a path as far as that is known without asking the storage. Never waits; what
   * is empty here may be found by {@link #find}.
   */
  Optional<MediaFile> known(String path);

  /**
   * Whether a path was ever issued, though it may have expired or the picture may be gone; any
   * other path is a guess. Never waits.
   */
  boolean isGenuine(String path);
}
