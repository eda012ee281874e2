package org.pinacotheca.application.pictures;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.albums.GalleryAlbums;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSource;

/**
 * An upload of an application of the signed RPC: one picture for an album or the application's own,
 * which waits for approval unless the application has the extended permission.
 */
record PhotoUpload(
    Caller caller, UploadPhoto command, Secrets secrets, MediaLinks links, AlbumCapacity capacity)
    implements Uploads.Upload<UploadPhoto.Outcome> {
  @Override
  public List<PictureSource> images() {
    return List.of(command.image());
  }

  @Override
  public UploadPhoto.Outcome refused(UploadRefusal refusal) {
    return refusal;
  }

  @Override
  public Optional<UploadPhoto.Outcome> refusal(Transaction tx) {
    boolean albumIsMissing =
        command.album().isPresent()
            && tx.albums().find(caller.subject(), command.album().get()).isEmpty();
    return albumIsMissing
        ? Optional.of(new AlbumNotFound())
        : Authorization.deniedWriting(tx, caller).map(denied -> denied);
  }

  @Override
  public UploadPhoto.Outcome keep(Transaction tx, List<UploadPipeline.StoredUpload> uploads) {
    UserId owner = caller.subject();
    ClientApplication application = tx.applications().find(caller.application()).orElseThrow();
    Optional<Album> existing =
        command.album().isPresent()
            ? tx.albums().find(owner, command.album().get())
            : tx.albums().findDefault(owner, application.key());
    if (existing.isPresent() && capacity.isTooSmall(existing.get(), 1)) {
      return AlbumContents.full(capacity, existing.get());
    }
    Approval approval = Approval.ofUploads(application);
    if (approval.isTooFull(tx.pictures().countPending(owner, application.key()))) {
      return new TooManyPending(Approval.PENDING_MAX);
    }
    Optional<Album> into = existing.or(() -> addDefaultAlbum(tx, application));
    if (into.isEmpty()) {
      return new TooManyAlbums(Album.ALBUMS_PER_MEMBER_MAX);
    }
    Picture picture =
        uploads
            .getFirst()
            .picture(
                tx.pictures().nextIds(1).getFirst(),
                caller,
                GalleryKind.PRIVATE,
                into.map(Album::id),
                command.text(),
                approval,
                tx.now());
    AlbumContents.add(tx, caller, List.of(picture));
    return new UploadPhoto.Uploaded(
        new ViewerAccess(tx, owner, links).picture(picture, Masking.NONE));
  }

  private Optional<Album> addDefaultAlbum(Transaction tx, ClientApplication application) {
    AlbumDetails details =
        new AlbumDetails(AlbumName.cutFrom(application.name()), "", "", Optional.empty());
    AlbumKind kind = new AlbumKind.ApplicationDefault(application.key());
    return GalleryAlbums.add(tx, caller, details, kind, secrets);
  }
}
