package org.pinacotheca.application.pictures;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSource;

/** An upload of a member: pictures for an album or outside of albums, approved at once. */
record PictureUpload(Caller caller, AddPictures command, AlbumCapacity capacity)
    implements Uploads.Upload<AddPictures.Outcome> {
  @Override
  public List<PictureSource> images() {
    return command.pictures().stream().map(NewPicture::image).toList();
  }

  @Override
  public AddPictures.Outcome refused(UploadRefusal refusal) {
    return refusal;
  }

  @Override
  public Optional<AddPictures.Outcome> refusal(Transaction tx) {
    return Authorization.deniedWriting(tx, caller)
        .<AddPictures.Outcome>map(denied -> denied)
        .or(() -> albumIsMissing(tx) ? Optional.of(new AlbumNotFound()) : Optional.empty());
  }

  private boolean albumIsMissing(Transaction tx) {
    return command.album().isPresent() && album(tx).isEmpty();
  }

  private Optional<Album> album(Transaction tx) {
    return command.album().flatMap(id -> tx.albums().find(caller.subject(), id));
  }

  @Override
  public AddPictures.Outcome keep(Transaction tx, List<UploadPipeline.StoredUpload> uploads) {
    Optional<Album> album = album(tx);
    if (album.isPresent() && capacity.isTooSmall(album.get(), uploads.size())) {
      return AlbumContents.full(capacity, album.get());
    }
    GalleryKind galleryKind = command.galleryKind();
    if (album.isEmpty()
        && AlbumContents.isTooFull(tx, caller.subject(), galleryKind, uploads.size())) {
      return new GalleryFull(galleryKind.outsideOfAlbumsMax());
    }
    List<PictureId> ids = tx.pictures().nextIds(uploads.size());
    List<Picture> pictures =
        IntStream.range(0, ids.size())
            .mapToObj(index ->
                uploads
                    .get(index)
                    .picture(
                        ids.get(index),
                        caller,
                        galleryKind,
                        command.album(),
                        command.pictures().get(index).text(),
                        Approval.APPROVED,
                        tx.now()))
            .toList();
    AlbumContents.add(tx, caller, pictures);
    return new AddPictures.Added(ids);
  }
}
