package org.pinacotheca.rpc.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.Denied;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.albums.AlbumChoice;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;
import org.pinacotheca.rpc.wire.RpcError;

/** The methods that add and find photos. Thread-safe. */
final class PhotoMethods {
  private static final int PAGE_SIZE_DEFAULT = 10;

  private final Pictures pictures;
  private final PublicLinks links;

  PhotoMethods(Pictures pictures, PublicLinks links) {
    this.pictures = pictures;
    this.links = links;
  }

  /** {@code photos.upload}. */
  ReplyValue upload(Caller caller, Arguments arguments) throws CallRefused {
    UploadPhoto command =
        new UploadPhoto(
            album(caller, arguments.text("aid")), arguments.text("caption"), arguments.file());
    return switch (pictures.upload(caller, command)) {
      case UploadPhoto.Uploaded(PictureView picture) -> photo(picture);
      case InvalidFields invalid -> throw Faults.of(invalid);
      case AlbumNotFound() -> throw new CallRefused(RpcError.INVALID_ALBUM);
      case Denied denied -> throw Faults.of(denied);
      case FaultyImages faulty -> throw Faults.of(faulty);
      case AlbumFull full -> throw Faults.of(full);
      case TooManyPending many -> throw Faults.of(many);
      case TooManyAlbums many -> throw Faults.of(many);
      case Overloaded() -> throw new CallRefused(RpcError.SERVICE_UNAVAILABLE);
    };
  }

  private static AlbumChoice album(Caller caller, Optional<String> aid) {
    if (aid.isEmpty()) {
      return new AlbumChoice.ApplicationDefault();
    }
    return RpcId.parse(aid.get())
        .filter(id -> id.owner().equals(caller.subject()))
        .<AlbumChoice>map(id -> new AlbumChoice.Named(id.album()))
        .orElseGet(AlbumChoice.Impossible::new);
  }

  /** {@code photos.get}. */
  ReplyValue find(Caller caller, Arguments arguments) throws CallRefused {
    Set<UserId> users = arguments.users("uids");
    OptionalInt number = arguments.number("pageNumber");
    OptionalInt size = arguments.number("pageSize");
    PageRequest page =
        switch (PageRequest.check(number, size, PAGE_SIZE_DEFAULT)) {
          case Checked.Valid<PageRequest>(PageRequest valid) -> valid;
          case Checked.Invalid<PageRequest>(var faults) ->
              throw Faults.of(new InvalidFields(faults));
        };
    List<String> pids = arguments.list("pids");
    if (users.isEmpty() && arguments.text("aid").isEmpty() && pids.isEmpty()) {
      throw CallRefused.parameter("One of the parameters uids, aid and pids is required.");
    }
    Optional<RpcId> album = arguments.id("aid", RpcError.INVALID_ALBUM);
    Set<RpcId> named = Arguments.ids(pids, RpcError.INVALID_PHOTO);
    List<UserId> owners = owners(users, album, named);
    if (owners.isEmpty()) {
      return photos(List.of());
    }
    FindPictures query =
        new FindPictures(
            owners,
            album.map(RpcId::album),
            named.stream().map(RpcId::picture).toList(),
            OptionalInt.of(page.number()),
            OptionalInt.of(page.size()));
    return switch (pictures.find(caller, query)) {
      case FindPictures.Found(Page<PictureView> found) ->
          photos(
              found.items().stream()
                  .filter(view -> named.isEmpty() || named.contains(id(view.picture())))
                  .toList());
      case InvalidFields invalid -> throw Faults.of(invalid);
    };
  }

  /** The owners of the requested photos, as their ids name them. */
  private static List<UserId> owners(Set<UserId> users, Optional<RpcId> album, Set<RpcId> named) {
    List<Set<UserId>> conditions = new ArrayList<>();
    if (!users.isEmpty()) {
      conditions.add(users);
    }
    album.ifPresent(id -> conditions.add(Set.of(id.owner())));
    if (!named.isEmpty()) {
      conditions.add(named.stream().map(RpcId::owner).collect(Collectors.toUnmodifiableSet()));
    }
    Set<UserId> owners = new TreeSet<>(conditions.getFirst());
    conditions.forEach(owners::retainAll);
    return List.copyOf(owners);
  }

  private ReplyValue photos(List<PictureView> views) {
    return new ReplyValue.Items(
        "photo",
        views.stream()
            .map(view -> photo(view).with("created", view.picture().uploaded().getEpochSecond()))
            .toList());
  }

  private Fields photo(PictureView view) {
    Picture picture = view.picture();
    String album =
        picture.album().map(id -> RpcId.of(picture.owner(), id).text()).orElse(RpcId.NONE);
    String description = picture.text().description();
    return Fields.none()
        .with("pid", id(picture).text())
        .with("aid", album)
        .with("owner", picture.owner().value())
        .with("src", file(view, Rendition.THUMB))
        .with("src_big", file(view, Rendition.BIG))
        .with("src_small", file(view, Rendition.SMALL))
        .with("link", links.picture(picture))
        .with("caption", description.isEmpty() ? picture.text().title() : description);
  }

  private String file(PictureView view, Rendition rendition) {
    return view.links().map(found -> links.file(found, rendition)).orElse("");
  }

  private static RpcId id(Picture picture) {
    return RpcId.of(picture.owner(), picture.id());
  }
}
