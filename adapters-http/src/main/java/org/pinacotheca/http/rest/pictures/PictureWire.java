package org.pinacotheca.http.rest.pictures;

import java.util.Optional;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.http.wire.WireSchema;

/** A picture as it is written, with addresses below the public URL. */
public record PictureWire(PictureView view, String publicUrl) {

  public static final WireSchema<PictureWire> MODEL =
      WireSchema.of(
          "GalleryPicture",
          "Pictures",
          WireSchema.whole("PictureID", wire -> wire.picture().id().value()),
          WireSchema.wholeOrNil("AlbumID", wire -> wire.picture().album().map(AlbumId::value)),
          WireSchema.text("Title", wire -> wire.picture().text().title()),
          WireSchema.text("Description", wire -> wire.picture().text().description()),
          WireSchema.whole("Size", wire -> wire.picture().size()),
          WireSchema.whole("Width", wire -> wire.picture().width()),
          WireSchema.whole("Height", wire -> wire.picture().height()),
          WireSchema.time("DateUploaded", wire -> wire.picture().uploaded()),
          WireSchema.textOrNil("ThumbUrl", wire -> wire.address(Rendition.THUMB)),
          WireSchema.flag("ThumbSafe", wire -> wire.picture().safety().isSafe()),
          WireSchema.textOrNil("ImageUrl", wire -> wire.address(Rendition.ORIGINAL)),
          WireSchema.flag("ImageSafe", wire -> wire.picture().safety().isSafe()));

  private Picture picture() {
    return view.picture();
  }

  private Optional<String> address(Rendition rendition) {
    return view.links().map(links -> publicUrl + links.path(rendition));
  }
}
