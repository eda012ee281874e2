package org.pinacotheca.domain.picture;

/** The one of its owner's two galleries that a picture is in. */
public enum GalleryKind {
  /** In the private gallery, for its owner and those who have bought access. */
  PRIVATE(10_000),
  /** In the free gallery, for everyone; such a picture is in no album. */
  FREE(1000);

  private final int outsideOfAlbumsMax;

  GalleryKind(int outsideOfAlbumsMax) {
    this.outsideOfAlbumsMax = outsideOfAlbumsMax;
  }

  /** The most pictures that a member may have in this gallery outside of albums. */
  public int outsideOfAlbumsMax() {
    return outsideOfAlbumsMax;
  }

  /** Whether a member who has so many outside of albums has no room for {@code more}. */
  public boolean isTooFull(int outsideOfAlbums, int more) {
    return outsideOfAlbums + more > outsideOfAlbumsMax;
  }
}
