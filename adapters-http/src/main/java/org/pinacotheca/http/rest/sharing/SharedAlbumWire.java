package org.pinacotheca.http.rest.sharing;

import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.sharing.VisitShareLink;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.http.rest.pictures.PictureWire;
import org.pinacotheca.http.wire.WireSchema;

/** A shared album as a visitor sees it, with addresses below the public URL. */
record SharedAlbumWire(VisitShareLink.Visited visited, String publicUrl) {
  static final WireSchema<SharedAlbumWire> MODEL =
      WireSchema.of(
          "SharedPictureAlbum",
          "Pictures",
          WireSchema.text("AlbumName", wire -> wire.visited().album().name().value()),
          WireSchema.text("AlbumDescription", wire -> wire.visited().album().description()),
          WireSchema.text("OwnerNickname", wire -> wire.visited().owner().nickname().value()),
          WireSchema.whole("PicturesTotal", wire -> wire.page().total()),
          WireSchema.whole("PageNumber", wire -> wire.page().request().number()),
          WireSchema.whole("PageCount", wire -> wire.page().pageCount()),
          WireSchema.whole("PageSize", wire -> wire.page().request().size()),
          WireSchema.flag("Download", wire -> wire.visited().download()),
          WireSchema.parts(
              "Pictures",
              PictureWire.MODEL,
              wire ->
                  wire.page().items().stream()
                      .map(view -> new PictureWire(view, wire.publicUrl()))
                      .toList()));

  private Page<PictureView> page() {
    return visited.pictures();
  }
}
