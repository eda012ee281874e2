package org.pinacotheca.application.api;

import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;

/**
 * Replaces what the subject says about an album; a draft without PIN and price removes them. Needs
 * {@link org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param album empty when the caller named none, which is a fault
 * @param sequence the album's new place in the order; empty leaves it
 */
public record UpdateAlbum(Optional<AlbumId> album, AlbumDraft draft, OptionalInt sequence) {
  /** What came of it. */
  public sealed interface Outcome
      permits UpdateAlbum.Updated, Denied, AlbumNotFound, InvalidFields {}

  /** The album was replaced. */
  public record Updated(AlbumView album) implements Outcome {}
}
