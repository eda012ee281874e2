package org.pinacotheca.application.api.albums;

import java.util.OptionalInt;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumRevision;
import org.pinacotheca.domain.gallery.AlbumId;

/**
 * Changes an album's description, lock and position. Viewers who have unlocked the album keep
 * access, however PIN and price change. A PIN alone, or a price alone, is a fault for an album
 * without a lock. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param revision {@link org.pinacotheca.domain.album.AlbumChange} makes it of texts
 * @param sequence the album's new position, 0 the first, and the others make room; a position
 *     behind the last becomes the last; empty keeps it
 */
public record UpdateAlbum(AlbumId album, AlbumRevision revision, OptionalInt sequence) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public UpdateAlbum {
    sequence = Album.checkSequence(sequence).orElseThrow();
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits UpdateAlbum.Updated, CommonRefusal, AlbumNotFound {}

  /** The album was changed. */
  public record Updated(AlbumView album) implements Outcome {}
}
