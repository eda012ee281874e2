package org.pinacotheca.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.pinacotheca.application.api.MediaFiles;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.member.UserId;

/**
 * What is true of every gallery at any time, for suites of any test engine. Each law reads the
 * gallery through a door that offers reading, and throws an {@link AssertionError} that shows what
 * contradicts it. While one is checked, nobody writes.
 */
public final class GalleryLaws {
  private static final String OTHER_CHARACTERS = "0Aa-_/.z";
  private static final int PAGE_SIZE_MAX = 100;

  private GalleryLaws() {}

  /** All laws that need no more than a viewer and an owner. */
  public static void holdFor(GalleryDoor door, Caller viewer, UserId owner) {
    albumsTellTheirPictures(door, viewer, owner);
    albumsStandInOrder(door, viewer, owner);
    strangersGetNoAddresses(door, viewer, owner);
    pagesMakeTheWhole(door, viewer, owner, 3);
  }

  /**
   * An album's size, picture ids and cover are those of the approved pictures that are read from
   * it.
   */
  public static void albumsTellTheirPictures(GalleryDoor door, Caller viewer, UserId owner) {
    for (Facts.AlbumFacts album : albums(door, viewer, owner)) {
      List<Integer> ids =
          all(door, viewer, owner, Optional.of(album.album()), PAGE_SIZE_MAX).stream()
              .map(picture -> picture.picture().id().value())
              .sorted()
              .toList();
      require(album.size() == ids.size(), () -> album + " has the pictures " + ids);
      require(album.pictureIds().orElse(ids).equals(ids), () -> album + " has the pictures " + ids);
      int first = ids.isEmpty() ? 0 : ids.getFirst();
      require(album.cover().orElse(first) == first, () -> album + " has the pictures " + ids);
    }
  }

  /** Albums stand by sequence, then by id. */
  public static void albumsStandInOrder(GalleryDoor door, Caller viewer, UserId owner) {
    List<Facts.AlbumFacts> listed = albums(door, viewer, owner);
    Comparator<Facts.AlbumFacts> bySequence =
        Comparator.comparing(album -> album.sequence().orElse(0));
    List<Facts.AlbumFacts> sorted =
        listed.stream().sorted(bySequence.thenComparing(album -> album.album().id())).toList();
    boolean showsSequences = listed.stream().allMatch(album -> album.sequence().isPresent());
    require(!showsSequences || listed.equals(sorted), () -> "albums are listed as " + listed);
  }

  /**
   * Whoever acts for somebody else than the owner is given no address of a picture, and the owner
   * is given all.
   */
  public static void strangersGetNoAddresses(GalleryDoor door, Caller viewer, UserId owner) {
    boolean isOwner = viewer.subject().equals(owner);
    for (Facts.PictureFacts picture : all(door, viewer, owner, Optional.empty(), PAGE_SIZE_MAX)) {
      require(picture.isLinked() == isOwner, () -> viewer + " looks at " + picture);
    }
    for (Facts.AlbumFacts album : albums(door, viewer, owner)) {
      boolean expected = isOwner && album.size() > 0;
      require(
          album.coverIsLinked().orElse(expected) == expected, () -> viewer + " looks at " + album);
    }
  }

  /** Small pages one after the other are the same as large ones, and the total counts them. */
  public static void pagesMakeTheWhole(
      GalleryDoor door, Caller viewer, UserId owner, int pageSize) {
    List<Facts.PictureFacts> whole = all(door, viewer, owner, Optional.empty(), PAGE_SIZE_MAX);
    List<Facts.PictureFacts> pieced = all(door, viewer, owner, Optional.empty(), pageSize);
    require(
        whole.equals(pieced),
        () -> "in pages of " + pageSize + ": " + pieced + ", as a whole: " + whole);
    Reply.Done first = page(door, viewer, owner, Optional.empty(), 1, pageSize);
    long total = first.total().orElse((long) whole.size());
    require(
        total == whole.size(), () -> "the total is " + total + ", but there are " + whole.size());
  }

  /**
   * A path that was handed out leads to a file, and to nothing when any of its characters is
   * changed, left out or doubled.
   */
  public static void changedPathsLeadNowhere(MediaFiles media, String path) {
    require(media.open(path).isPresent(), () -> "a path that was handed out leads nowhere");
    for (int at = 0; at < path.length(); at++) {
      String before = path.substring(0, at);
      String behind = path.substring(at + 1);
      List<String> changed =
          new ArrayList<>(List.of(before + behind, before + path.charAt(at) + path.substring(at)));
      OTHER_CHARACTERS.chars().forEach(other -> changed.add(before + (char) other + behind));
      changed.removeIf(path::equals);
      int place = at;
      for (String variant : changed) {
        require(
            media.open(variant).isEmpty(),
            () -> "a path that was changed at " + place + " leads somewhere");
      }
    }
    require(media.open(path + "0").isEmpty(), () -> "a path that was lengthened leads somewhere");
  }

  private static List<Facts.AlbumFacts> albums(GalleryDoor door, Caller viewer, UserId owner) {
    return done(door, viewer, new Call.ListAlbums(owner, true)).facts().stream()
        .map(GalleryFixture::album)
        .toList();
  }

  private static List<Facts.PictureFacts> all(
      GalleryDoor door, Caller viewer, UserId owner, Optional<AlbumAt> album, int pageSize) {
    List<Facts.PictureFacts> pictures = new ArrayList<>();
    int number = 0;
    List<Facts> read;
    do {
      number++;
      read = page(door, viewer, owner, album, number, pageSize).facts();
      read.forEach(facts -> pictures.add(GalleryFixture.picture(facts)));
    } while (!read.isEmpty());
    return pictures;
  }

  private static Reply.Done page(
      GalleryDoor door,
      Caller viewer,
      UserId owner,
      Optional<AlbumAt> album,
      int number,
      int size) {
    Call call =
        new Call.GetGallery(
            owner, album, PictureOrder.DATE_UPLOADED, OptionalInt.of(number), OptionalInt.of(size));
    return done(door, viewer, call);
  }

  private static Reply.Done done(GalleryDoor door, Caller viewer, Call call) {
    Reply reply = door.call(viewer, call);
    if (reply instanceof Reply.Done done) {
      return done;
    }
    throw new AssertionError(call + " was answered with " + reply);
  }

  private static void require(boolean isTrue, Supplier<String> otherwise) {
    if (!isTrue) {
      throw new AssertionError(otherwise.get());
    }
  }
}
