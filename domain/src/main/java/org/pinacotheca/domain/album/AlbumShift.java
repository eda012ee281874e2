package org.pinacotheca.domain.album;

import java.util.Optional;

/**
 * A shift of a member's albums that makes room for a moved album, or closes the gap of a removed
 * one. With n albums the positions are 0 to n - 1.
 *
 * @param first the first position whose album moves
 * @param last the last position whose album moves
 * @param by 1 towards the end, -1 towards the beginning
 */
public record AlbumShift(int first, int last, int by) {
  public AlbumShift {
    if (first < 0 || last < first || Math.abs(by) != 1) {
      throw new IllegalArgumentException(
          "the places " + first + " to " + last + " cannot move by " + by);
    }
  }

  /** The shift that makes room for an album at its new position; empty when it stays. */
  public static Optional<AlbumShift> forMove(int from, int to) {
    if (from == to) {
      return Optional.empty();
    }
    return Optional.of(
        from > to ? new AlbumShift(to, from - 1, 1) : new AlbumShift(from + 1, to, -1));
  }

  /** The shift that closes the gap of a removed album. */
  public static AlbumShift forRemoval(int from) {
    return new AlbumShift(from + 1, Album.SEQUENCE_MAX + 1, -1);
  }

  /** The position of another album after the shift. */
  public int after(int place) {
    return place >= first && place <= last ? place + by : place;
  }
}
