package org.pinacotheca.application.api.selling;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Form;
import org.pinacotheca.application.api.Request;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Reads the price of an album and the subject's access to it.
 *
 * @param album empty when the caller named none, which is a fault
 */
public record GetAlbumPrice(Optional<AlbumId> album) implements Request {
  @Override
  public List<FieldFault> faults() {
    return Form.required(album, Field.ALBUM, "the id of an album.");
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits GetAlbumPrice.Told, CommonRefusal, AlbumNotFound {}

  /** The album with its lock, if it has one. */
  public record Told(Album album, GalleryAccess access) implements Outcome {}
}
