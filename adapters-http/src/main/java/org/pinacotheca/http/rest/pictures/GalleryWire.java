package org.pinacotheca.http.rest.pictures;

import java.util.List;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.http.wire.Model;

/** A page of a gallery as it is written. */
record GalleryWire(
    int pageNumber,
    long pageCount,
    int pageSize,
    long picturesTotal,
    OwnerWire user,
    List<PictureWire> pictures) {

  static final Model<GalleryWire> MODEL =
      Model.of(
          "PictureGallery",
          "Pictures",
          Model.whole("PageNumber", GalleryWire::pageNumber),
          Model.whole("PageCount", GalleryWire::pageCount),
          Model.whole("PageSize", GalleryWire::pageSize),
          Model.whole("PicturesTotal", GalleryWire::picturesTotal),
          Model.part("User", OwnerWire.MODEL, GalleryWire::user),
          Model.parts("Pictures", PictureWire.MODEL, GalleryWire::pictures));

  static GalleryWire from(Member owner, Page<PictureView> page, String publicUrl) {
    return new GalleryWire(
        page.request().number(),
        page.pageCount(),
        page.request().size(),
        page.total(),
        new OwnerWire(owner.id().value(), owner.nickname().value()),
        page.items().stream().map(view -> PictureWire.from(view, publicUrl)).toList());
  }

  /** The owner of a gallery as he is written. */
  record OwnerWire(int userId, String nickname) {
    static final Model<OwnerWire> MODEL =
        Model.of(
            "GalleryUser",
            "Pictures",
            Model.whole("UserID", OwnerWire::userId),
            Model.text("Nickname", OwnerWire::nickname));
  }
}
