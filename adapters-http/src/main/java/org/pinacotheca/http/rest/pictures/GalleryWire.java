package org.pinacotheca.http.rest.pictures;

import java.util.List;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.http.wire.WireSchema;

/** The wire form of a page of a gallery. */
record GalleryWire(
    int pageNumber,
    long pageCount,
    int pageSize,
    long picturesTotal,
    OwnerWire user,
    List<PictureWire> pictures) {

  static final WireSchema<GalleryWire> MODEL =
      WireSchema.of(
          "PictureGallery",
          "Pictures",
          WireSchema.whole("PageNumber", GalleryWire::pageNumber),
          WireSchema.whole("PageCount", GalleryWire::pageCount),
          WireSchema.whole("PageSize", GalleryWire::pageSize),
          WireSchema.whole("PicturesTotal", GalleryWire::picturesTotal),
          WireSchema.part("User", OwnerWire.MODEL, GalleryWire::user),
          WireSchema.parts("Pictures", PictureWire.MODEL, GalleryWire::pictures));

  static GalleryWire from(Member owner, Page<PictureView> page, String publicUrl) {
    return new GalleryWire(
        page.request().number(),
        page.pageCount(),
        page.request().size(),
        page.total(),
        new OwnerWire(owner.id().value(), owner.nickname().value()),
        page.items().stream().map(view -> PictureWire.from(view, publicUrl)).toList());
  }

  /** The wire form of a gallery's owner. */
  record OwnerWire(int userId, String nickname) {
    static final WireSchema<OwnerWire> MODEL =
        WireSchema.of(
            "GalleryUser",
            "Pictures",
            WireSchema.whole("UserID", OwnerWire::userId),
            WireSchema.text("Nickname", OwnerWire::nickname));
  }
}
