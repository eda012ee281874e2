package org.pinacotheca.rpc.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.Pictures;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.pictures.UploadRefusal;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Rendition;
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
    PictureText text = Faults.valid(PictureText.check(Optional.empty(), arguments.text("caption")));
    UploadPhoto command =
        new UploadPhoto(album(caller, arguments.text("aid")), text, arguments.file());
    return switch (pictures.upload(caller, command)) {
      case UploadPhoto.Uploaded(PictureView picture) -> photo(picture);
      case UploadRefusal refusal -> throw Faults.of(refusal);
      case TooManyPending many -> throw Faults.of(many);
      case TooManyAlbums many -> throw Faults.of(many);
    };
  }

  /** The album, which an id names together with its owner; empty means the application's own. */
  private static Optional<AlbumId> album(Caller caller, Optional<String> aid) throws CallRefused {
    if (aid.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        RpcId.parse(aid.get())
            .filter(id -> id.owner().equals(caller.subject()))
            .map(RpcId::album)
            .orElseThrow(() -> new CallRefused(RpcError.INVALID_ALBUM)));
  }

  /** {@code photos.get}. */
  ReplyValue find(Caller caller, Arguments arguments) throws CallRefused {
    Set<UserId> users = arguments.users("uids");
    OptionalInt number = arguments.number("pageNumber");
    OptionalInt size = arguments.number("pageSize");
    PageRequest page = Faults.valid(PageRequest.check(number, size, PAGE_SIZE_DEFAULT));
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
            owners, album.map(RpcId::album), named.stream().map(RpcId::picture).toList(), page);
    return photos(
        pictures.find(caller, query).items().stream()
            .filter(view -> named.isEmpty() || named.contains(id(view.picture())))
            .toList());
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
