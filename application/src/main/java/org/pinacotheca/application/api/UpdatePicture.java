package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;

/**
 * Replaces what the subject says about a picture, and moves it. Needs {@link
 * org.pinacotheca.domain.client.Scope#PROFILE_GALLERY}.
 *
 * @param picture empty when the caller named none, which is a fault
 * @param album where it shall stand; empty means in no album
 * @param declaredSafe whether the owner declares it fit for every eye; a moderator's word counts
 *     only then. Empty leaves it as he declared it before, which no answer tells
 */
public record UpdatePicture(
    Optional<PictureId> picture,
    Optional<String> title,
    Optional<String> description,
    Optional<AlbumId> album,
    Optional<Boolean> declaredSafe) {
  /** What came of it. */
  public sealed interface Outcome
      permits UpdatePicture.Updated,
          Denied,
          PicturesNotFound,
          AlbumNotFound,
          InvalidFields,
          AlbumFull,
          GalleryFull {}

  /** The picture was replaced. */
  public record Updated(PictureView picture) implements Outcome {}
}
