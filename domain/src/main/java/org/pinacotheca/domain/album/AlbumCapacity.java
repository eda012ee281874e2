package org.pinacotheca.domain.album;

/**
 * How many pictures an album holds, pending ones included. One that holds more, because it was
 * filled when more were allowed, keeps them and takes no others.
 *
 * @param ordinary what an album its owner made holds; 1 to 10000
 */
public record AlbumCapacity(int ordinary) {
  /** The most that an ordinary album may be allowed to hold. */
  public static final int ORDINARY_MAX = 10_000;

  /** As on the RPC's upload page: 60 pictures. */
  public static final AlbumCapacity DEFAULT = new AlbumCapacity(60);

  private static final int OF_APPLICATION = 1000;

  public AlbumCapacity {
    if (ordinary < 1 || ordinary > ORDINARY_MAX) {
      throw new IllegalArgumentException(
          "an album holds 1 to " + ORDINARY_MAX + " pictures at most, not " + ordinary);
    }
  }

  /** How many pictures an album of the kind holds. */
  public int of(AlbumKind kind) {
    return switch (kind) {
      case AlbumKind.Ordinary() -> ordinary;
      case AlbumKind.ApplicationDefault(var _) -> OF_APPLICATION;
    };
  }

  /** Whether so many more pictures would be more than the album may hold. */
  public boolean isTooSmall(Album album, int morePictures) {
    return album.tally().pictures() + morePictures > of(album.kind());
  }
}
