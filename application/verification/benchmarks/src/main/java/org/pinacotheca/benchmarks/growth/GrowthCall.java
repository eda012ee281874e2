package org.pinacotheca.benchmarks.growth;

/** The calls that are measured on galleries of each size. */
enum GrowthCall {
  LIST_NEW("GetAlbums after a write"),
  LIST_KEPT("GetAlbums again"),
  GALLERY("GetGallery"),
  GALLERY_ALBUM("GetGallery of an album"),
  ADD("AddPictures"),
  UNLOCK("UnlockAlbum");

  private final String title;

  GrowthCall(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
