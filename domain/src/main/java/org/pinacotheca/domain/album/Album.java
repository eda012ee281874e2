package org.pinacotheca.domain.album;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;

/**
 * An album of a member's gallery. Its owner (or their group's manager) creates it, or an
 * application's first upload does; it may be locked with PIN and price, takes pictures until it is
 * full, and is removed with or without them.
 *
 * @param description at most 1000 characters, may be empty
 * @param location at most 100 characters, may be empty; only the RPC shows it
 * @param sequence its position among the owner's albums: 0 the first, without gaps
 * @param modified when details or pictures last changed
 * @param tally the count of its pictures, kept correct by every command that changes them
 */
public record Album(
    AlbumId id,
    UserId owner,
    AlbumName name,
    String description,
    String location,
    Optional<PinLock> lock,
    AlbumKind kind,
    int sequence,
    Instant created,
    Instant modified,
    AlbumTally tally) {
  /** The most albums a member may have. */
  public static final int ALBUMS_PER_MEMBER_MAX = 1000;

  /** The last position in the order. */
  public static final int SEQUENCE_MAX = 1_000_000;

  public Album {
    if (sequence < 0 || sequence > SEQUENCE_MAX) {
      throw new IllegalArgumentException(
          "an album's sequence is between 0 and 1000000, not " + sequence);
    }
  }

  /** The position that an owner wants for an album, 0 the first; empty keeps it. */
  public static Checked<OptionalInt> checkSequence(OptionalInt wanted) {
    return wanted.orElse(0) < 0
        ? Checked.invalid(Field.SEQUENCE, "must be 0, the first place, or more.")
        : new Checked.Valid<>(wanted);
  }

  /**
   * The album's position after a move.
   *
   * @param wanted a position behind the last becomes the last; empty keeps the album where it is
   * @param albums how many the owner has
   */
  public int positionAfter(OptionalInt wanted, int albums) {
    return wanted.isEmpty() ? sequence : Math.min(wanted.getAsInt(), albums - 1);
  }

  /** The same album after a revision, at another position in the order. */
  public Album revised(
      AlbumRevision revision, Optional<PinLock> newLock, int newSequence, Instant now) {
    return new Album(
        id,
        owner,
        revision.name(),
        revision.description().after(Optional.of(description)).orElse(""),
        revision.location().after(Optional.of(location)).orElse(""),
        newLock,
        kind,
        newSequence,
        created,
        now,
        tally);
  }

  /** The same album at another position in the order, which does not count as a modification. */
  public Album at(int place) {
    return new Album(
        id, owner, name, description, location, lock, kind, place, created, modified, tally);
  }

  /** The same album with another tally. */
  public Album holding(AlbumTally newTally, Instant now) {
    return new Album(
        id, owner, name, description, location, lock, kind, sequence, created, now, newTally);
  }

  /**
   * The same album after one of its pictures was described or moderated, which may change its cover
   * and does not count as a modification.
   */
  public Album showing(Picture changed) {
    AlbumTally shown = tally.showing(Cover.of(changed));
    return new Album(
        id, owner, name, description, location, lock, kind, sequence, created, modified, shown);
  }
}
