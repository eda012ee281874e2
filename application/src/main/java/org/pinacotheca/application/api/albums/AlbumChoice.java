package org.pinacotheca.application.api.albums;

import org.pinacotheca.domain.gallery.AlbumId;

/** The album that an application chose for an upload. */
public sealed interface AlbumChoice {
  /** The application's default album of the member, which is created when there is none. */
  record ApplicationDefault() implements AlbumChoice {}

  /** An album of the member. */
  record Named(AlbumId album) implements AlbumChoice {}

  /** An album that cannot be the member's, because the id was malformed or names another owner. */
  record Impossible() implements AlbumChoice {}
}
