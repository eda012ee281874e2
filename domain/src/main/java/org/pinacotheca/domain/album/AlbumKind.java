package org.pinacotheca.domain.album;

import org.pinacotheca.domain.client.ApiKey;

/**
 * The two kinds of album, which differ in how many pictures they hold. The limits are those of the
 * RPC's upload page.
 */
public sealed interface AlbumKind {

  /** How many pictures the album may hold, pending ones included. */
  int picturesMax();

  /** An album its owner made; at most 60 pictures. */
  record Ordinary() implements AlbumKind {
    @Override
    public int picturesMax() {
      return 60;
    }
  }

  /**
   * The album where an application's uploads go that name none; made with the first of them; at
   * most 1000 pictures.
   */
  record ApplicationDefault(ApiKey application) implements AlbumKind {
    @Override
    public int picturesMax() {
      return 1000;
    }
  }
}
