package org.pinacotheca.application.api;

import java.util.Optional;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * Adds one picture as an application of the signed RPC does: pending, unless the application has
 * the extended permission.
 */
public record UploadPhoto(AlbumChoice album, Optional<String> caption, PictureSource image) {
  /** What came of it. */
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
