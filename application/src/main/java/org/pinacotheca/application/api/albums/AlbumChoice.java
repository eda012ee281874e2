package org.pinacotheca.application.api.albums;

import org.pinacotheca.domain.gallery.AlbumId;

/** Where an application wants an upload to go. */
public sealed interface AlbumChoice {
  /** To the application's default album of the member, which is made when there is none. */
  record ApplicationDefault() implements AlbumChoice {}

  /** To an album of the member. */
  record Named(AlbumId album) implements AlbumChoice {}

  /**
   * To an album that cannot be the member's, because the id was malformed or names another owner.
   */
  record Impossible() implements AlbumChoice {}
}
