package org.pinacotheca.http.rest.albums;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.http.wire.WireSchema;

/** The wire form of an album. */
record AlbumWire(
    int userId,
    int albumId,
    String name,
    String description,
    int size,
    int sequence,
    boolean thumbSafe,
    @Nullable String thumbUrl,
    @Nullable List<Integer> pictureIds) {

  /** An album of a list. */
  static final WireSchema<AlbumWire> MODEL =
      WireSchema.of(
          "PictureAlbum",
          "Pictures",
          WireSchema.whole("UserID", AlbumWire::userId),
          WireSchema.whole("AlbumID", AlbumWire::albumId),
          WireSchema.text("AlbumName", AlbumWire::name),
          WireSchema.text("AlbumDescription", AlbumWire::description),
          WireSchema.whole("AlbumSize", AlbumWire::size),
          WireSchema.whole("Sequence", AlbumWire::sequence),
          WireSchema.flag("ThumbSafe", AlbumWire::thumbSafe),
          WireSchema.text("ThumbUrl", AlbumWire::thumbUrl),
          WireSchema.numbers("PictureIDs", AlbumWire::pictureIds));

  /** A new album, without the safety of pictures. */
  static final WireSchema<AlbumWire> NEW_MODEL = MODEL.without("ThumbSafe");

  static AlbumWire from(AlbumView view, String publicUrl) {
    Album album = view.album();
    Optional<String> thumb = view.cover().map(links -> publicUrl + links.path(Rendition.THUMB));
    Optional<List<Integer>> ids =
        view.pictureIds().map(pictures -> pictures.stream().map(PictureId::value).toList());
    return new AlbumWire(
        album.owner().value(),
        album.id().value(),
        album.name().value(),
        album.description(),
        album.tally().approved(),
        album.sequence(),
        view.coverSafe(),
        thumb.orElse(null),
        ids.orElse(null));
  }
}
