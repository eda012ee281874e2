package org.pinacotheca.application.api.albums;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Removes an album. Needs {@link org.pinacotheca.domain.identity.Scope#PROFILE_GALLERY}.
 *
 * @param album empty when the caller named none, which is a fault
 * @param removeAllPictures whether its pictures are removed too; else they stay in the gallery
 *     without an album
 */
public record RemoveAlbum(Optional<AlbumId> album, boolean removeAllPictures) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.required(album, Field.ALBUM, "the id of one of the member's albums.");
  }

  /** The possible outcomes. */
  public sealed interface Outcome
      permits RemoveAlbum.Removed, CommonRefusal, AlbumNotFound, GalleryFull {}

  /** The album was removed. */
  public record Removed() implements Outcome {}
}
