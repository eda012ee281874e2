package org.pinacotheca.application.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumShift;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;

/**
 * The albums; ids are unique among all members, and a member has at most one default album of an
 * application.
 */
public interface AlbumStore {
  /** A new id, which no album has or had. */
  AlbumId nextId();

  /** The album of this owner and id. */
  Optional<Album> find(UserId owner, AlbumId id);

  /** The album of this id, whoever owns it. */
  Optional<Album> find(AlbumId id);

  /** The album for the application's uploads of this owner. */
  Optional<Album> findDefault(UserId owner, ApiKey application);

  /** The number of the member's albums, and the position behind the last one. */
  Extent extent(UserId owner);

  /** The member's albums by sequence, then id. */
  List<Album> ofOwner(UserId owner);

  /** The albums that exist of those named, whoever owns them, by owner, then sequence, then id. */
  List<Album> findAll(Set<AlbumId> ids);

  /** Adds an album, whose id is new and whose owner exists. */
  void add(Album album);

  /** Replaces the album of the same owner and id, which exists. */
  void replace(Album album);

  /** Moves albums of the member to adjacent positions, all at once. */
  void shift(UserId owner, AlbumShift shift);

  /**
   * Removes the album.
   *
   * @throws IllegalStateException when there is none, or it still holds a picture
   */
  void remove(Album album);

  /**
   * The number of one member's albums and the next free position.
   *
   * @param count how many there are
   * @param nextSequence the position behind the last one, 0 when there is none; one more than
   *     {@link Album#SEQUENCE_MAX} when the last one has that position
   */
  record Extent(int count, int nextSequence) {}
}
