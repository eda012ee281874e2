package org.pinacotheca.application.albums;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pinacotheca.application.access.Authorization;
import org.pinacotheca.application.access.PictureRemoval;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.audit.AuditAction;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;

/** Shared steps of the commands that change pictures of a member whose gallery is locked. */
public final class AlbumContents {
  private AlbumContents() {}

  public static AlbumFull full(AlbumCapacity capacity, Album album) {
    return new AlbumFull(capacity.of(album.kind()), album.tally().pictures());
  }

  /** Adds pictures of the caller's subject. */
  public static void add(Transaction tx, Caller caller, List<Picture> pictures) {
    tx.pictures().add(pictures);
    recount(tx, caller.subject(), albumsOf(pictures));
    Authorization.record(
        tx,
        caller,
        AuditAction.PICTURES_ADDED,
        describe(pictures.stream().map(Picture::id).toList()));
  }

  /** Removes pictures of the member. */
  public static void remove(
      Transaction tx, UserId owner, List<Picture> pictures, PictureRemoval removal) {
    removal.remove(tx, owner, pictures);
    recount(tx, owner, albumsOf(pictures));
  }

  /** Whether the member has no room outside of albums for so many more pictures. */
  public static boolean isTooFull(Transaction tx, UserId owner, GalleryKind galleryKind, int more) {
    int pictures =
        switch (galleryKind) {
          case PRIVATE -> tx.pictures().countLoose(owner);
          case FREE -> tx.pictures().countFree(owner);
        };
    return galleryKind.isTooFull(pictures, more);
  }

  /** Recomputes the tallies and covers of albums whose pictures changed. */
  public static void recount(Transaction tx, UserId owner, Collection<AlbumId> albums) {
    for (AlbumId id : new TreeSet<>(albums)) {
      Album album = tx.albums().find(owner, id).orElseThrow();
      tx.albums().replace(album.holding(tx.pictures().tally(owner, id), tx.now()));
    }
  }

  /** Updates the cover of the album of a picture that was described or moderated. */
  public static void showAgain(Transaction tx, Picture changed) {
    changed
        .album()
        .flatMap(id -> tx.albums().find(changed.owner(), id))
        .ifPresent(album -> {
          Album shown = album.showing(changed);
          if (!shown.equals(album)) {
            tx.albums().replace(shown);
          }
        });
  }

  /** The albums that contain the pictures. */
  public static Collection<AlbumId> albumsOf(Collection<Picture> pictures) {
    return pictures.stream()
        .flatMap(picture -> picture.album().stream())
        .collect(Collectors.toSet());
  }

  /** The member's pictures among those named, in no particular order. */
  public static List<Picture> ownPictures(Transaction tx, UserId owner, PictureSelection named) {
    return tx.pictures().findAll(named.ids()).stream()
        .filter(picture -> picture.owner().equals(owner))
        .toList();
  }

  /** Ids in plain text for the audit record. */
  public static String describe(Collection<PictureId> pictures) {
    return "pictures "
        + new TreeSet<>(pictures)
            .stream().map(id -> Integer.toString(id.value())).collect(Collectors.joining(","));
  }
}
