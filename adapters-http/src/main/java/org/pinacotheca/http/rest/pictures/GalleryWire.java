package org.pinacotheca.http.rest.pictures;

import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.http.wire.WireSchema;

/** A page of a gallery as it is written, with addresses below the public URL. */
record GalleryWire(Member owner, Page<PictureView> page, String publicUrl) {
  private static final WireSchema<Member> OWNER =
      WireSchema.of(
          "GalleryUser",
          "Pictures",
          WireSchema.whole("UserID", owner -> owner.id().value()),
          WireSchema.text("Nickname", owner -> owner.nickname().value()));

  static final WireSchema<GalleryWire> MODEL =
      WireSchema.of(
          "PictureGallery",
          "Pictures",
          WireSchema.whole("PageNumber", wire -> wire.page().request().number()),
          WireSchema.whole("PageCount", wire -> wire.page().pageCount()),
          WireSchema.whole("PageSize", wire -> wire.page().request().size()),
          WireSchema.whole("PicturesTotal", wire -> wire.page().total()),
          WireSchema.part("User", OWNER, GalleryWire::owner),
          WireSchema.parts(
              "Pictures",
              PictureWire.MODEL,
              wire ->
                  wire.page().items().stream()
                      .map(view -> new PictureWire(view, wire.publicUrl()))
                      .toList()));
}
