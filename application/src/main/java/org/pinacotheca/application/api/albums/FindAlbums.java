package org.pinacotheca.application.api.albums;

import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Finds albums of any members: those of an owner, those named, or where both are given the owner's
 * among those named. What does not exist is left out. The viewer is the actor, whomever they act
 * for. Nobody is refused.
 *
 * @param albums at most 100; empty sets no condition, but needs an owner
 */
public record FindAlbums(Optional<UserId> owner, Set<AlbumId> albums) {
  private static final int ALBUMS_MAX = 100;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public FindAlbums {
    albums = Set.copyOf(albums);
    if (owner.isEmpty() && albums.isEmpty()) {
      throw new IllegalArgumentException("albums are found by an owner or by their ids");
    }
    if (albums.size() > ALBUMS_MAX) {
      throw new IllegalArgumentException(
          "at most " + ALBUMS_MAX + " albums are found at once, not " + albums.size());
    }
  }
}
