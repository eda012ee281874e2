package org.pinacotheca.application.pictures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.PictureStore;
import org.pinacotheca.application.spi.Secrets;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.Exposure;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/** The pictures of members. Thread-safe. */
public final class GalleryPictures implements Pictures {
  private static final int PHOTOS_PER_PAGE_DEFAULT = 10;
  private static final int NAMED_PER_QUERY_MAX = 100;

  private final UnitOfWork work;
  private final UploadPipeline uploadPipeline;
  private final PictureFiles files;
  private final MediaLinks links;
  private final AlbumCapacity capacity;
  private final PhotoUpload photoUpload;

  public GalleryPictures(
      UnitOfWork work,
      UploadPipeline uploadPipeline,
      PictureFiles files,
      Secrets secrets,
      MediaLinks links,
      AlbumCapacity capacity) {
    this.work = work;
    this.uploadPipeline = uploadPipeline;
    this.files = files;
    this.links = links;
    this.capacity = capacity;
    this.photoUpload = new PhotoUpload(work, uploadPipeline, secrets, links, capacity);
  }

  @Override
  public AddPictures.Outcome add(Caller caller, AddPictures command) {
    Optional<AddPictures.Outcome> refusal =
        work.read(tx -> refusalBeforeDevelopment(tx, caller, command));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    work.requireRoom();
    return switch (uploadPipeline.process(
        caller, command.pictures().stream().map(NewPicture::image).toList())) {
      case UploadPipeline.Processed.Faulty(var images) -> new FaultyImages(images);
      case UploadPipeline.Processed.Overloaded() -> new Overloaded();
      case UploadPipeline.Processed.All(List<UploadPipeline.StoredUpload> uploads) -> {
        AddPictures.Outcome outcome = work.transact(tx -> add(tx, caller, command, uploads));
        if (!(outcome instanceof AddPictures.Added)) {
          uploadPipeline.discard(uploads);
        }
        yield outcome;
      }
    };
  }

  private static Optional<AddPictures.Outcome> refusalBeforeDevelopment(
      Transaction tx, Caller caller, AddPictures command) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return Optional.of(refusal.get());
    }
    boolean isMissing =
        command.album().isPresent()
            && tx.albums().find(caller.subject(), command.album().get()).isEmpty();
    return isMissing ? Optional.of(new AlbumNotFound()) : Optional.empty();
  }

  private AddPictures.Outcome add(
      Transaction tx,
      Caller caller,
      AddPictures command,
      List<UploadPipeline.StoredUpload> uploads) {
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    Optional<AddPictures.Outcome> refusal = refusalBeforeDevelopment(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<Album> album = command.album().flatMap(id -> tx.albums().find(caller.subject(), id));
    if (album.isPresent() && capacity.isTooSmall(album.get(), uploads.size())) {
      return AlbumContents.full(capacity, album.get());
    }
    if (album.isEmpty()) {
      Optional<GalleryFull> full =
          fullWithoutAlbum(tx, caller.subject(), command.exposure(), uploads.size());
      if (full.isPresent()) {
        return full.get();
      }
    }
    List<PictureId> ids = tx.pictures().nextIds(uploads.size());
    List<Picture> pictures = new ArrayList<>();
    for (int index = 0; index < uploads.size(); index++) {
      pictures.add(
          picture(
              tx,
              caller,
              ids.get(index),
              command.exposure(),
              command.album(),
              command.pictures().get(index).text().orElseThrow(),
              uploads.get(index),
              Approval.APPROVED));
    }
    tx.pictures().add(pictures);
    AlbumContents.recount(tx, caller.subject(), AlbumContents.albumsOf(pictures));
    Authorization.record(tx, caller, AuditAction.PICTURES_ADDED, AlbumContents.describe(ids));
    return new AddPictures.Added(ids);
  }

  /** A new picture of the subject. */
  static Picture picture(
      Transaction tx,
      Caller caller,
      PictureId id,
      Exposure exposure,
      Optional<AlbumId> album,
      PictureText text,
      UploadPipeline.StoredUpload upload,
      Approval approval) {
    return new Picture(
        id,
        caller.subject(),
        exposure,
        album,
        text,
        upload.format(),
        upload.width(),
        upload.height(),
        upload.size(),
        upload.key(),
        approval,
        Safety.UNDECLARED,
        tx.now(),
        caller.application());
  }

  @Override
  public UploadPhoto.Outcome upload(Caller caller, UploadPhoto command) {
    return photoUpload.upload(caller, command);
  }

  @Override
  public UpdatePicture.Outcome update(Caller caller, UpdatePicture command) {
    return work.transact(tx -> update(tx, caller, command));
  }

  private UpdatePicture.Outcome update(Transaction tx, Caller caller, UpdatePicture command) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UserId owner = caller.subject();
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    Optional<Picture> found = command.picture().flatMap(id -> tx.pictures().find(owner, id));
    if (found.isEmpty()) {
      return new PicturesNotFound(command.picture().stream().toList());
    }
    Picture before = found.get();
    Optional<AlbumId> wanted = command.album().after(before.album());
    Optional<Album> album = wanted.flatMap(id -> tx.albums().find(owner, id));
    if (wanted.isPresent() && album.isEmpty()) {
      return new AlbumNotFound();
    }
    if (album.isPresent() && before.exposure() == Exposure.FREE) {
      return new InvalidFields(
          List.of(FieldFault.of(Field.ALBUM, "must be left out: a free picture is in no album.")));
    }
    PictureText text = before.text().changed(command.title(), command.description());
    boolean moves = !before.album().equals(wanted);
    if (moves && album.isPresent() && capacity.isTooSmall(album.get(), 1)) {
      return AlbumContents.full(capacity, album.get());
    }
    if (moves && album.isEmpty()) {
      Optional<GalleryFull> full = fullWithoutAlbum(tx, owner, before.exposure(), 1);
      if (full.isPresent()) {
        return full.get();
      }
    }
    boolean declaredSafe = command.declaredSafe().orElse(before.safety().declared());
    Picture after = before.described(text, declaredSafe).movedTo(wanted);
    tx.pictures().replace(after);
    if (moves) {
      AlbumContents.recount(tx, owner, AlbumContents.albumsOf(List.of(before, after)));
    } else if (!after.safety().equals(before.safety())) {
      AlbumContents.showAgain(tx, after);
    }
    Authorization.record(
        tx, caller, AuditAction.PICTURE_UPDATED, AlbumContents.describe(List.of(after.id())));
    return new UpdatePicture.Updated(viewing(tx, caller).picture(after, Masking.NONE));
  }

  private static Optional<GalleryFull> fullWithoutAlbum(
      Transaction tx, UserId owner, Exposure exposure, int more) {
    int picturesMax =
        switch (exposure) {
          case PRIVATE -> Picture.LOOSE_PICTURES_PER_MEMBER_MAX;
          case FREE -> Picture.FREE_PICTURES_PER_MEMBER_MAX;
        };
    int pictures =
        switch (exposure) {
          case PRIVATE -> tx.pictures().countLoose(owner);
          case FREE -> tx.pictures().countFree(owner);
        };
    return pictures + more > picturesMax
        ? Optional.of(new GalleryFull(picturesMax))
        : Optional.empty();
  }

  @Override
  public RemovePictures.Outcome remove(Caller caller, RemovePictures command) {
    List<MediaKey> abandoned = new ArrayList<>();
    RemovePictures.Outcome outcome =
        work.transactInReserve(tx -> {
          abandoned.clear();
          return remove(tx, caller, command, abandoned);
        });
    files.discard(abandoned);
    return outcome;
  }

  private static RemovePictures.Outcome remove(
      Transaction tx, Caller caller, RemovePictures command, List<MediaKey> abandoned) {
    Optional<CommonRefusal> refusal = Authorization.refusedWriting(tx, caller, command);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Set<PictureId> named = new HashSet<>(command.pictures());
    Optional<Denied> gone = Authorization.lockCaller(tx, caller);
    if (gone.isPresent()) {
      return gone.get();
    }
    List<Picture> found = AlbumContents.ownPictures(tx, caller.subject(), named);
    if (found.size() < named.size()) {
      return new PicturesNotFound(AlbumContents.missing(named, found));
    }
    tx.pictures().remove(found);
    found.forEach(picture -> abandoned.add(picture.media()));
    AlbumContents.recount(tx, caller.subject(), AlbumContents.albumsOf(found));
    Authorization.record(tx, caller, AuditAction.PICTURES_REMOVED, AlbumContents.describe(named));
    return new RemovePictures.Removed();
  }

  @Override
  public GetGallery.Outcome gallery(Caller caller, GetGallery query) {
    return work.read(tx -> {
      Optional<CommonRefusal> refusal = Authorization.refusedReading(tx, caller, query);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      Optional<Member> owner = tx.members().findActive(query.owner());
      if (owner.isEmpty()) {
        return new MemberNotFound(query.owner());
      }
      return gallery(tx, caller, query, owner.get());
    });
  }

  private GetGallery.Outcome gallery(
      Transaction tx, Caller caller, GetGallery query, Member owner) {
    PageRequest request = PageRequest.of(query.pageNumber(), query.pageSize());
    Page<Picture> page =
        tx.pictures().approved(query.owner(), query.album(), query.order(), request);
    // An album with pictures exists and need not be looked up.
    if (page.total() == 0 && namesNoAlbum(tx, query)) {
      return new AlbumNotFound();
    }
    ViewerAccess viewing = viewing(tx, caller);
    return new GetGallery.Read(
        owner, page.map(picture -> viewing.picture(picture, query.masking())));
  }

  private static boolean namesNoAlbum(Transaction tx, GetGallery query) {
    return query.album().filter(id -> tx.albums().find(query.owner(), id).isEmpty()).isPresent();
  }

  @Override
  public GetFreeGallery.Outcome freeGallery(GetFreeGallery query) {
    if (!query.faults().isEmpty()) {
      return new InvalidFields(query.faults());
    }
    PageRequest page = PageRequest.of(query.pageNumber(), query.pageSize());
    return work.read(tx -> {
      Optional<Member> owner = tx.members().findActive(query.owner());
      if (owner.isEmpty()) {
        return new MemberNotFound(query.owner());
      }
      ViewerAccess viewing = new ViewerAccess(tx, query.owner(), links);
      return new GetFreeGallery.Read(
          owner.get(),
          tx.pictures()
              .free(query.owner(), page)
              .map(picture -> viewing.picture(picture, query.masking())));
    });
  }

  @Override
  public FindPictures.Outcome find(Caller caller, FindPictures query) {
    if (query.owners().isEmpty() && query.album().isEmpty() && query.pictures().isEmpty()) {
      return new InvalidFields(
          List.of(FieldFault.of(Field.PICTURE, "or an owner or an album is required.")));
    }
    if (query.owners().size() > NAMED_PER_QUERY_MAX
        || query.pictures().size() > NAMED_PER_QUERY_MAX) {
      String message = "and owners must be at most " + NAMED_PER_QUERY_MAX + " each.";
      return new InvalidFields(List.of(FieldFault.of(Field.PICTURE, message)));
    }
    return switch (PageRequest.check(
        query.pageNumber(), query.pageSize(), PHOTOS_PER_PAGE_DEFAULT)) {
      case Checked.Invalid<PageRequest>(List<FieldFault> faults) -> new InvalidFields(faults);
      case Checked.Valid<PageRequest>(PageRequest page) ->
          work.read(tx -> {
            ViewerAccess viewing = new ViewerAccess(tx, caller.actor(), links);
            return new FindPictures.Found(
                tx.pictures()
                    .search(criteria(caller, query), page)
                    .map(picture -> viewing.picture(picture, Masking.NONE)));
          });
    };
  }

  private static PictureStore.Criteria criteria(Caller caller, FindPictures query) {
    return new PictureStore.Criteria(
        caller.actor(), Set.copyOf(query.owners()), query.album(), Set.copyOf(query.pictures()));
  }

  private ViewerAccess viewing(Transaction tx, Caller caller) {
    return new ViewerAccess(tx, caller.subject(), links);
  }
}
