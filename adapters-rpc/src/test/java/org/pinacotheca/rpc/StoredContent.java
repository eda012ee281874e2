package org.pinacotheca.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.ApiKey;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.rpc.method.RpcId;
import org.pinacotheca.testkit.memory.InMemoryStorage;

/** Albums and pictures written directly into storage, to reach limits quickly. */
final class StoredContent {
  private final InMemoryStorage storage;

  StoredContent(InMemoryStorage storage) {
    this.storage = storage;
  }

  /** An empty ordinary album with a given number. */
  String album(UserId owner, int number) {
    return album(owner, number, new AlbumKind.Ordinary());
  }

  /** An empty album with a given number; its RPC id. */
  String album(UserId owner, int number, AlbumKind kind) {
    AlbumId id = new AlbumId(number);
    storage.transact(tx -> {
      tx.albums()
          .add(
              new Album(
                  id,
                  owner,
                  new AlbumName("Album " + number),
                  "",
                  "",
                  Optional.empty(),
                  kind,
                  tx.albums().extent(owner).nextSequence(),
                  tx.now(),
                  tx.now(),
                  AlbumTally.EMPTY));
      return true;
    });
    return RpcId.of(owner, id).text();
  }

  /** Pictures in an album, given by its RPC id, or in none; their RPC ids. */
  List<String> pictures(UserId owner, Optional<String> aid, int count, Approval approval) {
    return pictures(owner, aid, count, approval, new PictureText("", ""));
  }

  List<String> pictures(
      UserId owner, Optional<String> aid, int count, Approval approval, PictureText text) {
    Optional<AlbumId> album = aid.map(id -> RpcId.parse(id).orElseThrow().album());
    return storage.transact(tx -> {
      List<Picture> pictures = new ArrayList<>();
      for (PictureId id : tx.pictures().nextIds(count)) {
        pictures.add(
            new Picture(
                id,
                owner,
                GalleryKind.PRIVATE,
                album,
                text,
                ImageFormat.JPEG,
                64,
                48,
                1000,
                new MediaKey(String.format(Locale.ROOT, "%032x", id.value())),
                approval,
                Safety.UNDECLARED,
                tx.now(),
                new ApiKey(LiveRpc.API_KEY)));
      }
      tx.pictures().add(pictures);
      album.ifPresent(id ->
          tx.albums()
              .replace(
                  tx.albums()
                      .find(owner, id)
                      .orElseThrow()
                      .holding(tx.pictures().tally(owner, id), tx.now())));
      return pictures.stream().map(picture -> RpcId.of(owner, picture.id()).text()).toList();
    });
  }
}
