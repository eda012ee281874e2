package org.pinacotheca.domain.album;

import org.pinacotheca.domain.identity.ApiKey;

/**
 * The two kinds of album, which differ in {@linkplain AlbumCapacity how many pictures they hold}.
 */
public sealed interface AlbumKind {

  /** An album that its owner created. */
  record Ordinary() implements AlbumKind {}

  /**
   * The album for an application's uploads that name none; created with the first of them; at most
   * 1000 pictures.
   */
  record ApplicationDefault(ApiKey application) implements AlbumKind {}
}
