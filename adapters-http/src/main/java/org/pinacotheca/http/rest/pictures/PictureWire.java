package org.pinacotheca.http.rest.pictures;

import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.http.wire.Model;
import org.pinacotheca.http.wire.WireTime;

/** A picture as it is written. */
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

  static final Model<PictureWire> MODEL =
      Model.of(
          "GalleryPicture",
          "Pictures",
          Model.whole("PictureID", PictureWire::pictureId),
          Model.wholeOrNil("AlbumID", PictureWire::albumId),
          Model.text("Title", PictureWire::title),
          Model.text("Description", PictureWire::description),
          Model.whole("Size", PictureWire::size),
          Model.whole("Width", PictureWire::width),
          Model.whole("Height", PictureWire::height),
          Model.text("DateUploaded", PictureWire::dateUploaded),
          Model.text("ThumbUrl", PictureWire::thumbUrl),
          Model.flag("ThumbSafe", PictureWire::safe),
          Model.text("ImageUrl", PictureWire::imageUrl),
          Model.flag("ImageSafe", PictureWire::safe));

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
