package org.pinacotheca.application.api.selling;

import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.AlbumId;

/** Reads the price of an album and the subject's access to it. */
public record GetAlbumPrice(AlbumId album) {
  /** The possible outcomes. */
  public sealed interface Outcome permits GetAlbumPrice.Reported, CommonRefusal, AlbumNotFound {}

  /** The album with its lock, if it has one. */
  public record Reported(Album album, GalleryAccess access) implements Outcome {}
}
