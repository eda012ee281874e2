package org.pinacotheca.application.api;

import org.pinacotheca.domain.album.AlbumDraft;

/**
 * Creates an album behind the subject's other albums. Needs {@link
 * org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 */
public record CreateAlbum(AlbumDraft draft) {
  /** What came of it. */
  public sealed interface Outcome
      permits CreateAlbum.Created, Denied, InvalidFields, TooManyAlbums {}

  /** The album was created. */
  public record Created(AlbumView album) implements Outcome {}
}
