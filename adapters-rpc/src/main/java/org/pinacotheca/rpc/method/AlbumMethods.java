package org.pinacotheca.rpc.method;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.CommonRefusal;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.Albums;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.rpc.reply.ReplyValue;
import org.pinacotheca.rpc.reply.ReplyValue.Fields;
import org.pinacotheca.rpc.wire.RpcError;

/** The methods that create and find albums. Thread-safe. */
final class AlbumMethods {
  private final Albums albums;
  private final PublicLinks links;

  AlbumMethods(Albums albums, PublicLinks links) {
    this.albums = albums;
    this.links = links;
  }

  /** {@code photos.createAlbum}; {@code visible} and {@code uid} are accepted and ignored. */
  ReplyValue create(Caller caller, Arguments arguments) throws CallRefused {
    AlbumDraft draft =
        new AlbumDraft(
            arguments.text("name"),
            arguments.text("description"),
            arguments.text("location"),
            Optional.empty(),
            Optional.empty());
    CreateAlbum command = new CreateAlbum(Faults.valid(draft.check()));
    return switch (albums.create(caller, command)) {
      case CreateAlbum.Created(AlbumView album) -> created(album.album());
      case CommonRefusal refusal -> throw Faults.of(refusal);
      case TooManyAlbums many -> throw Faults.of(many);
    };
  }

  /** {@code photos.getAlbums}. */
  ReplyValue find(Caller caller, Arguments arguments) throws CallRefused {
    Optional<UserId> owner = arguments.user("uid");
    Set<RpcId> named = Arguments.ids(arguments.list("aids"), RpcError.INVALID_ALBUM);
    if (owner.isEmpty() && named.isEmpty()) {
      throw CallRefused.parameter("One of the parameters uid and aids is required.");
    }
    FindAlbums query =
        new FindAlbums(
            owner, named.stream().map(RpcId::album).collect(Collectors.toUnmodifiableSet()));
    return new ReplyValue.Items(
        "album",
        albums.find(caller, query).stream()
            .map(AlbumView::album)
            .filter(album -> named.isEmpty() || named.contains(id(album)))
            .map(this::listed)
            .toList());
  }

  private Fields created(Album album) {
    return begin(album)
        .with("created", album.created().getEpochSecond())
        .with("description", album.description())
        .with("link", links.album(album))
        .with("size", album.tally().approved());
  }

  private Fields listed(Album album) {
    return begin(album)
        .with("created", album.created().getEpochSecond())
        .with("modified", album.modified().getEpochSecond())
        .with("description", album.description())
        .with("location", album.location())
        .with("link", links.album(album))
        .with("size", album.tally().approved());
  }

  private static Fields begin(Album album) {
    String cover =
        album
            .tally()
            .cover()
            .map(shown -> RpcId.of(album.owner(), shown.picture()).text())
            .orElse(RpcId.NONE);
    return Fields.none()
        .with("aid", id(album).text())
        .with("cover_pid", cover)
        .with("owner", album.owner().value())
        .with("name", album.name().value());
  }

  private static RpcId id(Album album) {
    return RpcId.of(album.owner(), album.id());
  }
}
