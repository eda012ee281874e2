package org.pinacotheca.domain.album;

import java.util.Optional;

/**
 * How the albums of a member make room for one that moves, or close the gap of one that goes. Their
 * places are the numbers from 0 to one less than there are.
 *
 * @param first the first place whose album moves
 * @param last the last one
 * @param by 1 towards the end, -1 towards the beginning
 */
public record AlbumShift(int first, int last, int by) {
  public AlbumShift {
    if (first < 0 || last < first || Math.abs(by) != 1) {
      throw new IllegalArgumentException(
          "the places " + first + " to " + last + " cannot move by " + by);
    }
  }

  /** What makes room for an album that moves to another place; empty when it stays. */
  public static Optional<AlbumShift> forMove(int from, int to) {
    if (from == to) {
      return Optional.empty();
    }
    return Optional.of(
        from > to ? new AlbumShift(to, from - 1, 1) : new AlbumShift(from + 1, to, -1));
  }

  /** What closes the gap behind an album that goes. */
  public static AlbumShift forRemoval(int from) {
    return new AlbumShift(from + 1, Album.SEQUENCE_MAX + 1, -1);
  }

  /** Where an album of another place stands afterwards. */
  public int after(int place) {
    return place >= first && place <= last ? place + by : place;
  }
}
