package org.pinacotheca.application.api.albums;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.domain.album.AlbumDetails;

/**
 * Creates an album behind the subject's other albums. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param details {@link org.pinacotheca.domain.album.AlbumDraft} makes them of texts
 */
public record CreateAlbum(AlbumDetails details) {
  /** The possible outcomes. */
  public sealed interface Outcome permits CreateAlbum.Created, CommonRefusal, TooManyAlbums {}

  /** The album was created. */
  public record Created(AlbumView album) implements Outcome {}
}
