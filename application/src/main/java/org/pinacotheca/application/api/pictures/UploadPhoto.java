package org.pinacotheca.application.api.pictures;

import java.util.Optional;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.albums.AlbumChoice;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * Adds one picture as an application of the signed RPC does: pending, unless the application has
 * the extended permission.
 */
public record UploadPhoto(AlbumChoice album, Optional<String> caption, PictureSource image) {
  /** The possible outcomes. */
  public sealed interface Outcome
      permits UploadPhoto.Uploaded,
          CommonRefusal,
          AlbumNotFound,
          FaultyImages,
          AlbumFull,
          TooManyPending,
          TooManyAlbums,
          Overloaded {}

  /** The picture was added. */
  public record Uploaded(PictureView picture) implements Outcome {}
}
