package org.pinacotheca.application.api.albums;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;

/**
 * Finds albums of any members: those of an owner, those named, or where both are given the owner's
 * among those named. What does not exist is left out. The viewer is the actor, whomever they act
 * for.
 *
 * @param albums at most 100; empty sets no condition
 */
public record FindAlbums(Optional<UserId> owner, Set<AlbumId> albums) {
  public FindAlbums {
    albums = Set.copyOf(albums);
  }

  /** The possible outcomes. */
  public sealed interface Outcome permits FindAlbums.Found, InvalidFields {}

  /** The albums by owner, then sequence, then id. */
  public record Found(List<AlbumView> albums) implements Outcome {
    public Found {
      albums = List.copyOf(albums);
    }
  }
}
