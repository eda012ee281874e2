package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;

/**
 * Adds one picture as an application of the signed RPC does: pending, unless the application has
 * the extended permission.
 *
 * @param album empty means the application's default album of the member, which is created when
 *     there is none
 */
public record UploadPhoto(Optional<AlbumId> album, PictureText text, PictureSource image) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public UploadPhoto {
    text.requireValid();
  }

  /** The possible outcomes. */
  public sealed interface Outcome
      permits UploadPhoto.Uploaded, UploadRefusal, TooManyPending, TooManyAlbums {}

  /** The picture was added. */
  public record Uploaded(PictureView picture) implements Outcome {}
}
