package org.pinacotheca.application.api.pictures;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Changes a picture's texts and flags, and its album. Needs {@link
 * org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param picture empty when the caller named none, which is a fault
 * @param album its new album; cleared means in no album
 * @param declaredSafe whether the owner declares it safe; a moderator's decision counts only then.
 *     Empty keeps the earlier declaration, which no answer shows
 */
public record UpdatePicture(
    Optional<PictureId> picture,
    Change<String> title,
    Change<String> description,
    Change<AlbumId> album,
    Optional<Boolean> declaredSafe)
    implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.all(
        List.of(
            Form.required(picture, Field.PICTURE, "the id of one of the member's pictures."),
            PictureText.check(title.newValue(), description.newValue()).faults()));
  }

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
