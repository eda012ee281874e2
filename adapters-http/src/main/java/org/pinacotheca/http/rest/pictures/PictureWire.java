package org.pinacotheca.http.rest.pictures;

import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.http.wire.WireSchema;
import org.pinacotheca.http.wire.WireTime;

/** The wire form of a picture. */
record PictureWire(
    int pictureId,
    @Nullable Long albumId,
    String title,
    String description,
    long size,
    int width,
    int height,
    String dateUploaded,
    @Nullable String thumbUrl,
    @Nullable String imageUrl,
    boolean safe) {

  static final WireSchema<PictureWire> MODEL =
      WireSchema.of(
          "GalleryPicture",
          "Pictures",
          WireSchema.whole("PictureID", PictureWire::pictureId),
          WireSchema.wholeOrNil("AlbumID", PictureWire::albumId),
          WireSchema.text("Title", PictureWire::title),
          WireSchema.text("Description", PictureWire::description),
          WireSchema.whole("Size", PictureWire::size),
          WireSchema.whole("Width", PictureWire::width),
          WireSchema.whole("Height", PictureWire::height),
          WireSchema.text("DateUploaded", PictureWire::dateUploaded),
          WireSchema.text("ThumbUrl", PictureWire::thumbUrl),
          WireSchema.flag("ThumbSafe", PictureWire::safe),
          WireSchema.text("ImageUrl", PictureWire::imageUrl),
          WireSchema.flag("ImageSafe", PictureWire::safe));

  static PictureWire from(PictureView view, String publicUrl) {
    Picture picture = view.picture();
    return new PictureWire(
        picture.id().value(),
        picture.album().map(album -> (long) album.value()).orElse(null),
        picture.text().title(),
        picture.text().description(),
        picture.size(),
        picture.width(),
        picture.height(),
        WireTime.write(picture.uploaded()),
        view.links().map(links -> publicUrl + links.path(Rendition.THUMB)).orElse(null),
        view.links().map(links -> publicUrl + links.path(Rendition.ORIGINAL)).orElse(null),
        picture.safety().isSafe());
  }
}
