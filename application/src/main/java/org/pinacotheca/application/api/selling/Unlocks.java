package org.pinacotheca.application.api.selling;

import org.pinacotheca.domain.identity.Caller;

/** Albums that are locked with PIN and price. Thread-safe. */
public interface Unlocks {
  UnlockAlbum.Outcome unlock(Caller caller, UnlockAlbum command);

  GetAlbumPrice.Outcome price(Caller caller, GetAlbumPrice query);
}
