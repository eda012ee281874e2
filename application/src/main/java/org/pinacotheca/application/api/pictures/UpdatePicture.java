package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;

/**
 * Changes a picture's texts and flags, and its album. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param album its new album; cleared means in no album
 * @param declaredSafe whether the owner declares it safe; a moderator's decision counts only then.
 *     Empty keeps the earlier declaration, which no answer shows
 */
public record UpdatePicture(
    PictureId picture,
    PictureText.Revision text,
    Change<AlbumId> album,
    Optional<Boolean> declaredSafe) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits UpdatePicture.Updated,
          CommonRefusal,
          PicturesNotFound,
          AlbumNotFound,
          AlbumFull,
          GalleryFull {}

  /** The picture was replaced. */
  public record Updated(PictureView picture) implements Outcome {}
}
