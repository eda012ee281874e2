package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.Refusal;
import org.pinacotheca.application.api.albums.AlbumChoice;
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
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Exposure;
import org.pinacotheca.domain.picture.Picture;

/** The API without a wire: calls the use cases directly and offers everything. Thread-safe. */
public final class CoreApi implements GalleryApi {
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
          silently(gallery.albums().remove(caller, new RemoveAlbum(Optional.of(album.id()), all)));
      case Call.ListAlbums list -> listAlbums(caller, list);
      case Call.AddPictures add -> addPictures(caller, add);
      case Call.RemovePictures(List<PictureAt> pictures) ->
          silently(gallery.pictures().remove(caller, new RemovePictures(ids(pictures))));
      case Call.UpdatePicture update -> updatePicture(caller, update);
      case Call.GetGallery get -> getGallery(caller, get);
      case Call.GetPending get -> getPending(caller, get);
      case Call.Approve(List<PictureAt> pictures) ->
          silently(gallery.approvals().approve(caller, new ApprovePictures(ids(pictures))));
      case Call.Reject(List<PictureAt> pictures) ->
          silently(gallery.approvals().reject(caller, new RejectPictures(ids(pictures))));
      case Call.Moderate(List<PictureAt> pictures, boolean safe) ->
          silently(gallery.moderations().confirm(ids(pictures), safe));
      case Call.UploadPhoto upload -> uploadPhoto(caller, upload);
      case Call.FindAlbums find -> findAlbums(caller, find);
      case Call.FindPictures find -> findPictures(caller, find);
      case Call.AddFree(List<Call.Upload> uploads) ->
          add(caller, Exposure.FREE, Optional.empty(), uploads);
      case Call.GetFreeGallery(UserId owner, OptionalInt number, OptionalInt size) -> {
        GetFreeGallery query = new GetFreeGallery(owner, number, size, Masking.NONE);
        GetFreeGallery.Outcome outcome = gallery.pictures().freeGallery(query);
        yield outcome instanceof GetFreeGallery.Read read
            ? page(read.pictures())
            : refused(outcome);
      }
      case Call.Selling selling -> sales.call(caller, selling);
    };
  }

  private Reply createAlbum(Caller caller, Call.CreateAlbum call) {
    CreateAlbum.Outcome outcome = gallery.albums().create(caller, new CreateAlbum(call.draft()));
    return outcome instanceof CreateAlbum.Created(AlbumView album)
        ? Reply.Done.about(facts(album))
        : refused(outcome);
  }

  private Reply updateAlbum(Caller caller, Call.UpdateAlbum call) {
    UpdateAlbum command =
        new UpdateAlbum(Optional.of(call.album().id()), call.change(), call.sequence());
    UpdateAlbum.Outcome outcome = gallery.albums().update(caller, command);
    return outcome instanceof UpdateAlbum.Updated(AlbumView album)
        ? Reply.Done.about(facts(album))
        : refused(outcome);
  }

  private Reply listAlbums(Caller caller, Call.ListAlbums call) {
    ListAlbums query = new ListAlbums(call.owner(), call.withPictureIds(), Masking.NONE);
    ListAlbums.Outcome outcome = gallery.albums().list(caller, query);
    return outcome instanceof ListAlbums.Listed(List<AlbumView> albums)
        ? albums(albums)
        : refused(outcome);
  }

  private Reply addPictures(Caller caller, Call.AddPictures call) {
    return add(caller, Exposure.PRIVATE, id(call.album()), call.uploads());
  }

  private Reply add(
      Caller caller, Exposure exposure, Optional<AlbumId> album, List<Call.Upload> uploads) {
    List<NewPicture> pictures =
        uploads.stream().map(u -> new NewPicture(u.title(), u.description(), u.image())).toList();
    AddPictures.Outcome outcome =
        gallery.pictures().add(caller, new AddPictures(exposure, album, pictures));
    return outcome instanceof AddPictures.Added(List<PictureId> ids)
        ? new Reply.Done(
            ids.stream()
                .<Observed>map(id -> new Observed.AddedFacts(new PictureAt(caller.subject(), id)))
                .toList(),
            Optional.empty())
        : refused(outcome);
  }

  private Reply updatePicture(Caller caller, Call.UpdatePicture call) {
    UpdatePicture command =
        new UpdatePicture(
            Optional.of(call.picture().id()),
            call.title(),
            call.description(),
            call.album().map(AlbumAt::id),
            Optional.of(call.declaredSafe()));
    UpdatePicture.Outcome outcome = gallery.pictures().update(caller, command);
    return outcome instanceof UpdatePicture.Updated(PictureView view)
        ? Reply.Done.about(facts(view))
        : refused(outcome);
  }

  private Reply getGallery(Caller caller, Call.GetGallery call) {
    GetGallery query =
        new GetGallery(
            call.owner(),
            id(call.album()),
            call.order(),
            call.pageNumber(),
            call.pageSize(),
            Masking.NONE);
    GetGallery.Outcome outcome = gallery.pictures().gallery(caller, query);
    return outcome instanceof GetGallery.Read read ? page(read.pictures()) : refused(outcome);
  }

  private Reply getPending(Caller caller, Call.GetPending call) {
    GetPendingPictures query =
        new GetPendingPictures(call.pageNumber(), call.pageSize(), Masking.NONE);
    GetPendingPictures.Outcome outcome = gallery.approvals().pending(caller, query);
    return outcome instanceof GetPendingPictures.Read read
        ? page(read.pictures())
        : refused(outcome);
  }

  private Reply uploadPhoto(Caller caller, Call.UploadPhoto call) {
    AlbumChoice choice =
        call.album()
            .<AlbumChoice>map(album ->
                album.owner().equals(caller.subject())
                    ? new AlbumChoice.Named(album.id())
                    : new AlbumChoice.Impossible())
            .orElseGet(AlbumChoice.ApplicationDefault::new);
    UploadPhoto.Outcome outcome =
        gallery.pictures().upload(caller, new UploadPhoto(choice, call.caption(), call.image()));
    return outcome instanceof UploadPhoto.Uploaded(PictureView view)
        ? Reply.Done.about(facts(view))
        : refused(outcome);
  }

  private Reply findAlbums(Caller caller, Call.FindAlbums call) {
    Set<AlbumId> ids = call.albums().stream().map(AlbumAt::id).collect(Collectors.toSet());
    FindAlbums.Outcome outcome = gallery.albums().find(caller, new FindAlbums(call.owner(), ids));
    return outcome instanceof FindAlbums.Found(List<AlbumView> albums)
        ? albums(albums)
        : refused(outcome);
  }

  private Reply findPictures(Caller caller, Call.FindPictures call) {
    FindPictures query =
        new FindPictures(
            call.owners(),
            id(call.album()),
            ids(call.pictures()),
            call.pageNumber(),
            call.pageSize());
    FindPictures.Outcome outcome = gallery.pictures().find(caller, query);
    return outcome instanceof FindPictures.Found(Page<PictureView> pictures)
        ? page(pictures)
        : refused(outcome);
  }

  private static Reply silently(Object outcome) {
    return outcome instanceof Refusal ? refused(outcome) : Reply.Done.SILENTLY;
  }

  static Reply refused(Object outcome) {
    if (!(outcome instanceof Refusal)) {
      throw new AssertionError("neither what was asked for nor a refusal: " + outcome);
    }
    Object told = outcome instanceof Denied denied ? denied.why() : outcome;
    return new Reply.Refused(told.getClass().getSimpleName());
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

  private static Optional<AlbumId> id(Optional<AlbumAt> album) {
    return album.map(AlbumAt::id);
  }

  private static List<PictureId> ids(List<PictureAt> pictures) {
    return pictures.stream().map(PictureAt::id).toList();
  }
}
