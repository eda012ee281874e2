package org.pinacotheca.domain.album;

/**
 * The most pictures that albums hold, pending ones included. An album that holds more, because more
 * were allowed earlier, keeps them and takes no others.
 *
 * @param ordinary the most in an album that its owner created; 1 to 10000
 */
public record AlbumCapacity(int ordinary) {
  /** The most that an ordinary album may be allowed to hold. */
  public static final int ORDINARY_MAX = 10_000;

  /** 60 pictures, as on the RPC's upload page. */
  public static final AlbumCapacity DEFAULT = new AlbumCapacity(60);

  private static final int OF_APPLICATION = 1000;

  public AlbumCapacity {
    if (ordinary < 1 || ordinary > ORDINARY_MAX) {
      throw new IllegalArgumentException(
          "an album holds 1 to " + ORDINARY_MAX + " pictures at most, not " + ordinary);
    }
  }

  /** The most pictures in an album of the kind. */
  public int of(AlbumKind kind) {
    return switch (kind) {
      case AlbumKind.Ordinary() -> ordinary;
      case AlbumKind.ApplicationDefault(var _) -> OF_APPLICATION;
    };
  }

  /** Whether the album has no room for {@code morePictures} more pictures. */
  public boolean isTooSmall(Album album, int morePictures) {
    return album.tally().pictures() + morePictures > of(album.kind());
  }
}
