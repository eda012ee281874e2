package org.pinacotheca.application.api.selling;

import org.pinacotheca.domain.identity.Caller;

/** Albums that are locked with PIN and price. Thread-safe. */
public interface Unlocks {
  /**
   * Unlocks an album for the subject for good, and charges its price the first time.
   *
   * @return the access, or the refusal, which charges nothing: no such locked album, a wrong PIN,
   *     which is counted, too many of them, another price than expected, too few credits, a charge
   *     without the scope
   */
  UnlockAlbum.Outcome unlock(Caller caller, UnlockAlbum command);

  /**
   * Reads an album's lock and price, and the access that the subject has.
   *
   * @return the album, or {@link org.pinacotheca.application.api.albums.AlbumNotFound}, also for
   *     one of a suspended member
   */
  GetAlbumPrice.Outcome price(Caller caller, GetAlbumPrice query);
}
