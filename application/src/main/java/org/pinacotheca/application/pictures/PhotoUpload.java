package org.pinacotheca.application.pictures;

import java.util.List;
import java.util.Optional;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.albums.GalleryAlbums;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.albums.AlbumChoice;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.album.AlbumDetails;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.ClientApplication;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.Exposure;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.FieldFault;

/**
 * Uploads pictures for applications of the signed RPC, with their default albums and the pending
 * state. Thread-safe.
 */
final class PhotoUpload {
  private final UnitOfWork work;
  private final UploadPipeline uploadPipeline;
  private final Secrets secrets;
  private final MediaLinks links;
  private final AlbumCapacity capacity;

  PhotoUpload(
      UnitOfWork work,
      UploadPipeline uploadPipeline,
      Secrets secrets,
      MediaLinks links,
      AlbumCapacity capacity) {
    this.work = work;
    this.uploadPipeline = uploadPipeline;
    this.secrets = secrets;
    this.links = links;
    this.capacity = capacity;
  }

  UploadPhoto.Outcome upload(Caller caller, UploadPhoto command) {
    return switch (PictureText.check(Optional.empty(), command.caption())) {
      case Checked.Invalid<PictureText>(List<FieldFault> faults) -> new InvalidFields(faults);
      case Checked.Valid<PictureText>(PictureText text) -> upload(caller, command, text);
    };
  }

  private UploadPhoto.Outcome upload(Caller caller, UploadPhoto command, PictureText text) {
    Optional<UploadPhoto.Outcome> refusal =
        work.read(tx -> refusalBeforeDevelopment(tx, caller, command.album()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    work.requireRoom();
    return switch (uploadPipeline.process(caller, List.of(command.image()))) {
      case UploadPipeline.Processed.Faulty(var images) -> new FaultyImages(images);
      case UploadPipeline.Processed.Overloaded() -> new Overloaded();
      case UploadPipeline.Processed.All(List<UploadPipeline.StoredUpload> uploads) -> {
        UploadPhoto.Outcome outcome =
            work.transact(tx -> add(tx, caller, command.album(), text, uploads.getFirst()));
        if (!(outcome instanceof UploadPhoto.Uploaded)) {
          uploadPipeline.discard(uploads);
        }
        yield outcome;
      }
    };
  }

  private static Optional<UploadPhoto.Outcome> refusalBeforeDevelopment(
      Transaction tx, Caller caller, AlbumChoice choice) {
    boolean albumIsMissing =
        switch (choice) {
          case AlbumChoice.ApplicationDefault() -> false;
          case AlbumChoice.Named(var album) -> tx.albums().find(caller.subject(), album).isEmpty();
          case AlbumChoice.Impossible() -> true;
        };
    if (albumIsMissing) {
      return Optional.of(new AlbumNotFound());
    }
    return Authorization.deniedWriting(tx, caller).map((Denied denied) -> denied);
  }

  private UploadPhoto.Outcome add(
      Transaction tx,
      Caller caller,
      AlbumChoice choice,
      PictureText text,
      UploadPipeline.StoredUpload upload) {
    UserId owner = caller.subject();
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    Optional<UploadPhoto.Outcome> refusal = refusalBeforeDevelopment(tx, caller, choice);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ClientApplication application = tx.applications().find(caller.application()).orElseThrow();
    Optional<Album> existing =
        choice instanceof AlbumChoice.Named(var id)
            ? tx.albums().find(owner, id)
            : tx.albums().findDefault(owner, application.key());
    if (existing.isPresent() && capacity.isTooSmall(existing.get(), 1)) {
      return AlbumContents.full(capacity, existing.get());
    }
    if (!application.photoUpload()
        && tx.pictures().countPending(owner, application.key())
            >= Picture.PENDING_PER_APPLICATION_MAX) {
      return new TooManyPending(Picture.PENDING_PER_APPLICATION_MAX);
    }
    Optional<Album> into = existing.or(() -> addDefaultAlbum(tx, caller, application));
    if (into.isEmpty()) {
      return new TooManyAlbums(Album.ALBUMS_PER_MEMBER_MAX);
    }
    AlbumId album = into.get().id();
    PictureId id = tx.pictures().nextIds(1).getFirst();
    Approval approval = application.photoUpload() ? Approval.APPROVED : Approval.PENDING;
    Picture picture =
        GalleryPictures.picture(
            tx, caller, id, Exposure.PRIVATE, Optional.of(album), text, upload, approval);
    tx.pictures().add(List.of(picture));
    AlbumContents.recount(tx, owner, List.of(album));
    Authorization.record(
        tx, caller, AuditAction.PICTURES_ADDED, AlbumContents.describe(List.of(id)));
    return new UploadPhoto.Uploaded(
        new ViewerAccess(tx, owner, links).picture(picture, Masking.NONE));
  }

  private Optional<Album> addDefaultAlbum(
      Transaction tx, Caller caller, ClientApplication application) {
    AlbumDetails details =
        new AlbumDetails(AlbumName.cutFrom(application.name()), "", "", Optional.empty());
    AlbumKind kind = new AlbumKind.ApplicationDefault(application.key());
    return GalleryAlbums.add(tx, caller, details, kind, secrets);
  }
}
