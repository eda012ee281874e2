package org.pinacotheca.domain.album;

import org.pinacotheca.domain.identity.ApiKey;

/**
 * The two kinds of album, which differ in {@linkplain AlbumCapacity how many pictures they hold}.
 */
public sealed interface AlbumKind {

  /** An album its owner made. */
  record Ordinary() implements AlbumKind {}

  /**
   * The album where an application's uploads go that name none; made with the first of them; at
   * most 1000 pictures.
   */
  record ApplicationDefault(ApiKey application) implements AlbumKind {}
}
