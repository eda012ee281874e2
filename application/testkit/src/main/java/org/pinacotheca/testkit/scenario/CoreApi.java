package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;

/** The API without a wire: calls the use cases directly and offers everything. Thread-safe. */
public final class CoreApi implements GalleryApi {
  /** As many as {@code photos.get} of the RPC gives. */
  private static final int PHOTOS_PER_PAGE = 10;

  private final Gallery gallery;
  private final CoreSales sales;

  public CoreApi(Gallery gallery) {
    this.gallery = gallery;
    this.sales = new CoreSales(gallery);
  }

  @Override
  public boolean offers(Caller caller, Call call) {
    return true;
  }

  @Override
  public Reply call(Caller caller, Call call) {
    return switch (call) {
      case Call.CreateAlbum create -> createAlbum(caller, create);
      case Call.UpdateAlbum update -> updateAlbum(caller, update);
      case Call.RemoveAlbum(AlbumAt album, boolean all) ->
          silently(gallery.albums().remove(caller, new RemoveAlbum(album.id(), all)));
      case Call.ListAlbums list -> listAlbums(caller, list);
      case Call.AddPictures add -> add(caller, GalleryKind.PRIVATE, id(add.album()), add.uploads());
      case Call.RemovePictures(List<PictureAt> pictures) ->
          writing(
              caller,
              () -> new RemovePictures(selection(pictures)),
              command -> silently(gallery.pictures().remove(caller, command)));
      case Call.UpdatePicture update -> updatePicture(caller, update);
      case Call.GetGallery get -> getGallery(caller, get);
      case Call.GetPending get -> getPending(caller, get);
      case Call.Approve(List<PictureAt> pictures) ->
          writing(
              caller,
              () -> new ApprovePictures(selection(pictures)),
              command -> silently(gallery.approvals().approve(caller, command)));
      case Call.Reject(List<PictureAt> pictures) ->
          writing(
              caller,
              () -> new RejectPictures(selection(pictures)),
              command -> silently(gallery.approvals().reject(caller, command)));
      case Call.Moderate(List<PictureAt> pictures, boolean safe) ->
          silently(gallery.moderations().confirm(ids(pictures), safe));
      case Call.UploadPhoto upload -> uploadPhoto(caller, upload);
      case Call.FindAlbums find -> findAlbums(caller, find);
      case Call.FindPictures find -> findPictures(caller, find);
      case Call.AddFree(List<Call.Upload> uploads) ->
          add(caller, GalleryKind.FREE, Optional.empty(), uploads);
      case Call.GetFreeGallery(UserId owner, OptionalInt number, OptionalInt size) ->
          valid(
              () -> new GetFreeGallery(owner, page(number, size), Masking.NONE),
              query ->
                  gallery.pictures().freeGallery(query)
                          instanceof GetFreeGallery.Read(var _, var pictures)
                      ? page(pictures)
                      : refused(new MemberNotFound(owner)));
      case Call.Selling selling -> sales.call(caller, selling);
    };
  }

  /** Makes a command of what is written and calls it; a fault of form is reported by the values. */
  static <C> Reply valid(Supplier<C> command, Function<C, Reply> call) {
    C made;
    try {
      made = command.get();
    } catch (IllegalArgumentException e) {
      return new Reply.Refused(InvalidFields.class.getSimpleName());
    }
    return call.apply(made);
  }

  /** As above, for a command that needs a scope, which is checked before the form. */
  static <C> Reply scoped(
      Caller caller, Scope needed, Supplier<C> command, Function<C, Reply> call) {
    return caller.scopes().contains(needed)
        ? valid(command, call)
        : refused(new Denied(new Denial.ScopeMissing(needed)));
  }

  static <C> Reply writing(Caller caller, Supplier<C> command, Function<C, Reply> call) {
    return scoped(caller, Scope.PROFILE_GALLERY, command, call);
  }

  private Reply createAlbum(Caller caller, Call.CreateAlbum call) {
    return writing(
        caller,
        () -> new CreateAlbum(call.draft().check().orElseThrow()),
        command -> {
          CreateAlbum.Outcome outcome = gallery.albums().create(caller, command);
          return outcome instanceof CreateAlbum.Created(AlbumView album)
              ? Reply.Done.about(facts(album))
              : refused(outcome);
        });
  }

  private Reply updateAlbum(Caller caller, Call.UpdateAlbum call) {
    return writing(
        caller,
        () ->
            new UpdateAlbum(
                call.album().id(), call.change().check().orElseThrow(), call.sequence()),
        command -> {
          UpdateAlbum.Outcome outcome = gallery.albums().update(caller, command);
          return outcome instanceof UpdateAlbum.Updated(AlbumView album)
              ? Reply.Done.about(facts(album))
              : refused(outcome);
        });
  }

  private Reply listAlbums(Caller caller, Call.ListAlbums call) {
    ListAlbums query = new ListAlbums(call.owner(), call.withPictureIds(), Masking.NONE);
    ListAlbums.Outcome outcome = gallery.albums().list(caller, query);
    return outcome instanceof ListAlbums.Listed(List<AlbumView> albums)
        ? albums(albums)
        : refused(outcome);
  }

  private Reply add(
      Caller caller, GalleryKind galleryKind, Optional<AlbumId> album, List<Call.Upload> uploads) {
    return writing(
        caller,
        () -> new AddPictures(galleryKind, album, uploads.stream().map(CoreApi::picture).toList()),
        command -> {
          AddPictures.Outcome outcome = gallery.pictures().add(caller, command);
          return outcome instanceof AddPictures.Added(List<PictureId> ids)
              ? new Reply.Done(
                  ids.stream()
                      .<Observed>map(
                          id -> new Observed.AddedFacts(new PictureAt(caller.subject(), id)))
                      .toList(),
                  Optional.empty())
              : refused(outcome);
        });
  }

  private static NewPicture picture(Call.Upload upload) {
    return new NewPicture(
        PictureText.check(upload.title(), upload.description()).orElseThrow(), upload.image());
  }

  private Reply updatePicture(Caller caller, Call.UpdatePicture call) {
    return writing(
        caller,
        () ->
            new UpdatePicture(
                call.picture().id(),
                new PictureText.Revision(call.title(), call.description()),
                call.album().map(AlbumAt::id),
                Optional.of(call.declaredSafe())),
        command -> {
          UpdatePicture.Outcome outcome = gallery.pictures().update(caller, command);
          return outcome instanceof UpdatePicture.Updated(PictureView view)
              ? Reply.Done.about(facts(view))
              : refused(outcome);
        });
  }

  private Reply getGallery(Caller caller, Call.GetGallery call) {
    return valid(
        () ->
            new GetGallery(
                call.owner(),
                id(call.album()),
                call.order(),
                page(call.pageNumber(), call.pageSize()),
                Masking.NONE),
        query -> {
          GetGallery.Outcome outcome = gallery.pictures().gallery(caller, query);
          return outcome instanceof GetGallery.Read read ? page(read.pictures()) : refused(outcome);
        });
  }

  private Reply getPending(Caller caller, Call.GetPending call) {
    return valid(
        () -> new GetPendingPictures(page(call.pageNumber(), call.pageSize()), Masking.NONE),
        query -> {
          GetPendingPictures.Outcome outcome = gallery.approvals().pending(caller, query);
          return outcome instanceof GetPendingPictures.Read read
              ? page(read.pictures())
              : refused(outcome);
        });
  }

  private Reply uploadPhoto(Caller caller, Call.UploadPhoto call) {
    return valid(
        () ->
            new UploadPhoto(
                id(call.album()),
                PictureText.check(Optional.empty(), call.caption()).orElseThrow(),
                call.image()),
        command -> {
          UploadPhoto.Outcome outcome = gallery.pictures().upload(caller, command);
          return outcome instanceof UploadPhoto.Uploaded(PictureView view)
              ? Reply.Done.about(facts(view))
              : refused(outcome);
        });
  }

  private Reply findAlbums(Caller caller, Call.FindAlbums call) {
    Set<AlbumId> ids = call.albums().stream().map(AlbumAt::id).collect(Collectors.toSet());
    return valid(
        () -> new FindAlbums(call.owner(), ids),
        query -> albums(gallery.albums().find(caller, query)));
  }

  private Reply findPictures(Caller caller, Call.FindPictures call) {
    return valid(
        () ->
            new FindPictures(
                call.owners(),
                id(call.album()),
                ids(call.pictures()),
                PageRequest.check(call.pageNumber(), call.pageSize(), PHOTOS_PER_PAGE)
                    .orElseThrow()),
        query -> page(gallery.pictures().find(caller, query)));
  }

  private static Reply silently(Object outcome) {
    return outcome instanceof Refusal ? refused(outcome) : Reply.Done.SILENTLY;
  }

  static Reply refused(Object outcome) {
    if (!(outcome instanceof Refusal)) {
      throw new AssertionError("neither what was asked for nor a refusal: " + outcome);
    }
    Object reported = outcome instanceof Denied denied ? denied.why() : outcome;
    return new Reply.Refused(reported.getClass().getSimpleName());
  }

  private static Reply albums(List<AlbumView> albums) {
    return new Reply.Done(albums.stream().<Observed>map(CoreApi::facts).toList(), Optional.empty());
  }

  private static Reply page(Page<PictureView> page) {
    return new Reply.Done(
        page.items().stream().<Observed>map(CoreApi::facts).toList(), Optional.of(page.total()));
  }

  private static Observed.AlbumFacts facts(AlbumView view) {
    Album album = view.album();
    return new Observed.AlbumFacts(
        new AlbumAt(album.owner(), album.id()),
        album.name().value(),
        album.description(),
        album.tally().approved(),
        Optional.of(album.location()),
        Optional.of(album.sequence()),
        Optional.of(album.tally().cover().map(cover -> cover.picture().value()).orElse(0)),
        Optional.of(view.cover().isPresent()),
        Optional.of(view.coverSafe()),
        view.pictureIds().map(ids -> ids.stream().map(PictureId::value).toList()));
  }

  private static Observed.PictureFacts facts(PictureView view) {
    Picture picture = view.picture();
    return new Observed.PictureFacts(
        new PictureAt(picture.owner(), picture.id()),
        picture.album().map(AlbumId::value).orElse(0),
        Optional.of(picture.text().title()),
        picture.text().description(),
        Optional.of(picture.width()),
        Optional.of(picture.height()),
        Optional.of(picture.safety().isSafe()),
        view.links().isPresent());
  }

  static PageRequest page(OptionalInt number, OptionalInt size) {
    return PageRequest.check(number, size).orElseThrow();
  }

  private static PictureSelection selection(List<PictureAt> pictures) {
    return PictureSelection.of(ids(pictures));
  }

  private static Optional<AlbumId> id(Optional<AlbumAt> album) {
    return album.map(AlbumAt::id);
  }

  private static List<PictureId> ids(List<PictureAt> pictures) {
    return pictures.stream().map(PictureAt::id).toList();
  }
}
