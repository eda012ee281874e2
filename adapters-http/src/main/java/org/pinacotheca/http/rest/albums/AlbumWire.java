package org.pinacotheca.http.rest.albums;

import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.http.wire.WireSchema;

/** An album as it is written, with addresses below the public URL. */
record AlbumWire(AlbumView view, String publicUrl) {

  /** An album of a list. */
  static final WireSchema<AlbumWire> MODEL =
      WireSchema.of(
          "PictureAlbum",
          "Pictures",
          WireSchema.whole("UserID", wire -> wire.album().owner().value()),
          WireSchema.whole("AlbumID", wire -> wire.album().id().value()),
          WireSchema.text("AlbumName", wire -> wire.album().name().value()),
          WireSchema.text("AlbumDescription", wire -> wire.album().description()),
          WireSchema.whole("AlbumSize", wire -> wire.album().tally().approved()),
          WireSchema.whole("Sequence", wire -> wire.album().sequence()),
          WireSchema.flag("ThumbSafe", wire -> wire.view().coverSafe()),
          WireSchema.textOrNil(
              "ThumbUrl",
              wire -> wire.view().cover().map(it -> wire.publicUrl() + it.path(Rendition.THUMB))),
          WireSchema.numbersOrNil(
              "PictureIDs",
              wire ->
                  wire.view()
                      .pictureIds()
                      .map(ids -> ids.stream().map(PictureId::value).toList())));

  /** A new album, without the safety of pictures. */
  static final WireSchema<AlbumWire> NEW_MODEL = MODEL.without("ThumbSafe");

  private Album album() {
    return view.album();
  }
}
