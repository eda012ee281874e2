package org.pinacotheca.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.pinacotheca.application.api.GetCreditsHistory;
import org.pinacotheca.application.api.MediaFiles;
import org.pinacotheca.domain.client.Caller;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
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
   * Whoever acts for somebody else than the owner is given no address of a picture but of what he
   * has bought, and the owner is given all.
   */
  public static void strangersGetNoAddresses(GalleryDoor door, Caller viewer, UserId owner) {
    boolean isOwner = viewer.subject().equals(owner);
    boolean seesAll = isOwner || isSubscribed(door, viewer, owner);
    for (Facts.PictureFacts picture : all(door, viewer, owner, Optional.empty(), PAGE_SIZE_MAX)) {
      boolean expected =
          seesAll
              || picture.album() > 0
                  && hasAccess(door, viewer, new AlbumAt(owner, new AlbumId(picture.album())));
      require(picture.isLinked() == expected, () -> viewer + " looks at " + picture);
    }
    for (Facts.AlbumFacts album : albums(door, viewer, owner)) {
      boolean expected = album.size() > 0 && (seesAll || hasAccess(door, viewer, album.album()));
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

  /**
   * The books of a world: every history adds up to its balances, nobody has paid twice for an
   * album, and what members hold and have given to the platform is what they were granted.
   */
  public static void booksBalance(World world) {
    long granted = 0;
    long kept = 0;
    for (Role role : Role.values()) {
      long balance = 0;
      Set<AlbumId> unlocked = new HashSet<>();
      for (LedgerEntry entry : history(world, role)) {
        balance += entry.gainInHundredths();
        long expected = balance;
        require(
            expected >= 0 && entry.balance().hundredths() == expected,
            () -> role + " should hold " + expected + " hundredths after " + entry);
        switch (entry.transfer().reason()) {
          case TransferReason.Granted() -> granted += entry.gainInHundredths();
          case TransferReason.Commission() -> kept -= entry.gainInHundredths();
          case TransferReason.AlbumUnlocked(AlbumId album) ->
              require(
                  entry.gainInHundredths() > 0 || unlocked.add(album),
                  () -> role + " has paid twice for album " + album.value());
          case TransferReason.Subscribed(_) -> {}
        }
      }
      kept += balance;
    }
    long held = kept;
    long given = granted;
    require(held == given, () -> held + " hundredths are there, but " + given + " were granted");
  }

  private static List<LedgerEntry> history(World world, Role role) {
    Caller caller =
        Caller.of(
            world.member(role),
            world.application(Program.TRUSTED).key(),
            Set.of(Scope.ACCOUNT_CREDITS_HISTORY));
    List<LedgerEntry> entries = new ArrayList<>();
    int number = 0;
    Page<LedgerEntry> page;
    do {
      number++;
      GetCreditsHistory query =
          new GetCreditsHistory(false, OptionalInt.of(number), OptionalInt.of(PAGE_SIZE_MAX));
      if (!(world.gallery().creditAccounts().history(caller, query)
          instanceof GetCreditsHistory.Read read)) {
        throw new AssertionError("the history of " + role + " could not be read");
      }
      page = read.entries();
      entries.addAll(page.items());
    } while (number < page.pageCount());
    return entries;
  }

  /** Whether the door says so; through a door that sells nothing, nobody has bought anything. */
  private static boolean isSubscribed(GalleryDoor door, Caller viewer, UserId owner) {
    Call call = new Call.GetSubscriptions();
    return door.offers(viewer, call)
        && done(door, viewer, call).facts().contains(new Facts.SubscriptionFacts(owner, true));
  }

  private static boolean hasAccess(GalleryDoor door, Caller viewer, AlbumAt album) {
    Call call = new Call.GetAlbumPrice(album);
    return door.offers(viewer, call)
        && done(door, viewer, call).facts().stream()
            .anyMatch(
                facts -> facts instanceof Facts.PriceFacts price && !price.access().equals("none"));
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
