package org.pinacotheca.application.pictures;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.MediaLinks;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.access.ViewerAccess;
import org.pinacotheca.application.albums.AlbumContents;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
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
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Member;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.validation.Field;
import org.pinacotheca.domain.validation.FieldFault;

/** The pictures of members. Thread-safe. */
public final class GalleryPictures implements Pictures {
  private final UnitOfWork work;
  private final Uploads uploads;
  private final PictureRemoval removal;
  private final Secrets secrets;
  private final MediaLinks links;
  private final AlbumCapacity capacity;

  public GalleryPictures(
      UnitOfWork work,
      UploadPipeline uploadPipeline,
      PictureRemoval removal,
      Secrets secrets,
      MediaLinks links,
      AlbumCapacity capacity) {
    this.work = work;
    this.uploads = new Uploads(work, uploadPipeline);
    this.removal = removal;
    this.secrets = secrets;
    this.links = links;
    this.capacity = capacity;
  }

  @Override
  public AddPictures.Outcome add(Caller caller, AddPictures command) {
    return uploads.perform(caller, new PictureUpload(caller, command, capacity));
  }

  @Override
  public UploadPhoto.Outcome upload(Caller caller, UploadPhoto command) {
    return uploads.perform(caller, new PhotoUpload(caller, command, secrets, links, capacity));
  }

  @Override
  public UpdatePicture.Outcome update(Caller caller, UpdatePicture command) {
    return work.transact(
        tx -> Authorization.owned(tx, caller, denied -> denied, () -> update(tx, caller, command)));
  }

  private UpdatePicture.Outcome update(Transaction tx, Caller caller, UpdatePicture command) {
    UserId owner = caller.subject();
    Optional<Picture> found = tx.pictures().find(owner, command.picture());
    if (found.isEmpty()) {
      return new PicturesNotFound(List.of(command.picture()));
    }
    Picture before = found.get();
    Optional<AlbumId> wanted = command.album().after(before.album());
    Optional<Album> album = wanted.flatMap(id -> tx.albums().find(owner, id));
    if (wanted.isPresent() && album.isEmpty()) {
      return new AlbumNotFound();
    }
    if (album.isPresent() && before.galleryKind() == GalleryKind.FREE) {
      return new InvalidFields(
          List.of(FieldFault.of(Field.ALBUM, "must be left out: a free picture is in no album.")));
    }
    boolean moves = !before.album().equals(wanted);
    if (moves && album.isPresent() && capacity.isTooSmall(album.get(), 1)) {
      return AlbumContents.full(capacity, album.get());
    }
    if (moves && album.isEmpty() && AlbumContents.isTooFull(tx, owner, before.galleryKind(), 1)) {
      return new GalleryFull(before.galleryKind().outsideOfAlbumsMax());
    }
    boolean declaredSafe = command.declaredSafe().orElse(before.safety().declared());
    Picture after =
        before.described(before.text().revised(command.text()), declaredSafe).movedTo(wanted);
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

  @Override
  public RemovePictures.Outcome remove(Caller caller, RemovePictures command) {
    return work.transactInReserve(tx ->
        Authorization.owned(
            tx, caller, denied -> denied, () -> remove(tx, caller, command.pictures())));
  }

  private RemovePictures.Outcome remove(Transaction tx, Caller caller, PictureSelection named) {
    List<Picture> found = AlbumContents.ownPictures(tx, caller.subject(), named);
    if (found.size() < named.ids().size()) {
      return new PicturesNotFound(named.missing(found));
    }
    AlbumContents.remove(tx, caller.subject(), found, removal);
    Authorization.record(
        tx, caller, AuditAction.PICTURES_REMOVED, AlbumContents.describe(named.ids()));
    return new RemovePictures.Removed();
  }

  @Override
  public GetGallery.Outcome gallery(Caller caller, GetGallery query) {
    return work.read(tx ->
        Authorization.reading(tx, caller, denied -> denied, () -> gallery(tx, caller, query)));
  }

  private GetGallery.Outcome gallery(Transaction tx, Caller caller, GetGallery query) {
    Optional<Member> owner = tx.members().findActive(query.owner());
    if (owner.isEmpty()) {
      return new MemberNotFound(query.owner());
    }
    Page<Picture> page =
        tx.pictures().approved(query.owner(), query.album(), query.order(), query.page());
    // An album with pictures exists and need not be looked up.
    if (page.total() == 0 && namesNoAlbum(tx, query)) {
      return new AlbumNotFound();
    }
    ViewerAccess viewing = viewing(tx, caller);
    return new GetGallery.Read(
        owner.get(), page.map(picture -> viewing.picture(picture, query.masking())));
  }

  private static boolean namesNoAlbum(Transaction tx, GetGallery query) {
    return query.album().filter(id -> tx.albums().find(query.owner(), id).isEmpty()).isPresent();
  }

  @Override
  public GetFreeGallery.Outcome freeGallery(GetFreeGallery query) {
    return work.read(tx ->
        tx.members()
            .findActive(query.owner())
            .<GetFreeGallery.Outcome>map(owner -> free(tx, owner, query))
            .orElseGet(() -> new MemberNotFound(query.owner())));
  }

  private GetFreeGallery.Read free(Transaction tx, Member owner, GetFreeGallery query) {
    ViewerAccess viewing = new ViewerAccess(tx, owner.id(), links);
    return new GetFreeGallery.Read(
        owner,
        tx.pictures()
            .free(owner.id(), query.page())
            .map(picture -> viewing.picture(picture, query.masking())));
  }

  @Override
  public Page<PictureView> find(Caller caller, FindPictures query) {
    return work.read(tx -> {
      ViewerAccess viewing = new ViewerAccess(tx, caller.actor(), links);
      return tx.pictures()
          .search(criteria(caller, query), query.page())
          .map(picture -> viewing.picture(picture, Masking.NONE));
    });
  }

  private static PictureStore.Criteria criteria(Caller caller, FindPictures query) {
    return new PictureStore.Criteria(
        caller.actor(), Set.copyOf(query.owners()), query.album(), Set.copyOf(query.pictures()));
  }

  private ViewerAccess viewing(Transaction tx, Caller caller) {
    return new ViewerAccess(tx, caller.subject(), links);
  }
}
