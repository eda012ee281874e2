package org.pinacotheca.application.albums;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;

/** Shared steps of the commands that change pictures of a member whose gallery is locked. */
public final class AlbumContents {
  private AlbumContents() {}

  public static AlbumFull full(AlbumCapacity capacity, Album album) {
    return new AlbumFull(capacity.of(album.kind()), album.tally().pictures());
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
  public static List<Picture> ownPictures(
      Transaction tx, UserId owner, Collection<PictureId> named) {
    return tx.pictures().findAll(Set.copyOf(named)).stream()
        .filter(picture -> picture.owner().equals(owner))
        .toList();
  }

  /** The named pictures that were not found. */
  public static List<PictureId> missing(Collection<PictureId> named, Collection<Picture> found) {
    TreeSet<PictureId> missing = new TreeSet<>(named);
    found.forEach(picture -> missing.remove(picture.id()));
    return List.copyOf(missing);
  }

  /** Ids in plain text for the audit record. */
  public static String describe(Collection<PictureId> pictures) {
    return "pictures "
        + new TreeSet<>(pictures)
            .stream().map(id -> Integer.toString(id.value())).collect(Collectors.joining(","));
  }
}
