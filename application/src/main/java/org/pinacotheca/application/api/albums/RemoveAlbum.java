package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.gallery.AlbumId;

/**
 * Removes an album. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param removeAllPictures whether its pictures are removed too; else they stay in the gallery
 *     without an album
 */
public record RemoveAlbum(AlbumId album, boolean removeAllPictures) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits RemoveAlbum.Removed, CommonRefusal, AlbumNotFound, GalleryFull {}

  /** The album was removed. */
  public record Removed() implements Outcome {}
}
