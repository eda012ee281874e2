package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;

/**
 * Removes an album. Needs {@link org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param album empty when the caller named none, which is a fault
 * @param removeAllPictures whether its pictures are removed too; else they stay in the gallery
 *     without an album
 */
public record RemoveAlbum(Optional<AlbumId> album, boolean removeAllPictures) {
  /** What came of it. */
  public sealed interface Outcome
      permits RemoveAlbum.Removed, Denied, AlbumNotFound, InvalidFields, GalleryFull {}

  /** The album was removed. */
  public record Removed() implements Outcome {}
}
