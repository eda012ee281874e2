package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.testkit.scenario.RefundLaws.Bought;
import org.pinacotheca.testkit.scenario.RefundLaws.Sale;
import org.pinacotheca.testkit.scenario.RefundLaws.Subscriber;

/**
 * Invariants of every gallery, for suites of any test engine. Each law reads the gallery through an
 * API, and throws an {@link AssertionError} that shows the contradiction. While one is checked,
 * nobody may write.
 */
public final class GalleryLaws {
  private static final String OTHER_CHARACTERS = "0Aa-_/.z";
  private static final int PAGE_SIZE_MAX = 100;

  private GalleryLaws() {}

  /** Checks all laws that need only a viewer and an owner. */
  public static void holdFor(GalleryApi api, Caller viewer, UserId owner) {
    albumsTellTheirPictures(api, viewer, owner);
    albumsStandInOrder(api, viewer, owner);
    strangersGetNoAddresses(api, viewer, owner);
    pagesMakeTheWhole(api, viewer, owner, 3);
  }

  /**
   * An album's size, picture ids and cover are those of the approved pictures that are read from
   * it, and the cover is as safe as its picture.
   */
  public static void albumsTellTheirPictures(GalleryApi api, Caller viewer, UserId owner) {
    for (Observed.AlbumFacts album : albums(api, viewer, owner)) {
      List<Observed.PictureFacts> pictures =
          all(api, viewer, owner, Optional.of(album.album()), PAGE_SIZE_MAX).stream()
              .sorted(Comparator.comparing(picture -> picture.picture().id()))
              .toList();
      List<Integer> ids = pictures.stream().map(picture -> picture.picture().id().value()).toList();
      require(album.size() == ids.size(), () -> album + " has the pictures " + ids);
      require(album.pictureIds().orElse(ids).equals(ids), () -> album + " has the pictures " + ids);
      int first = ids.isEmpty() ? 0 : ids.getFirst();
      require(album.cover().orElse(first) == first, () -> album + " has the pictures " + ids);
      boolean safe =
          pictures.stream().findFirst().flatMap(Observed.PictureFacts::isSafe).orElse(false);
      require(
          album.coverIsSafe().orElse(safe) == safe, () -> album + " has the pictures " + pictures);
    }
  }

  /** Albums have the positions 0, 1, 2 and so on. */
  public static void albumsStandInOrder(GalleryApi api, Caller viewer, UserId owner) {
    List<Observed.AlbumFacts> listed = albums(api, viewer, owner);
    boolean standInOrder =
        IntStream.range(0, listed.size())
            .allMatch(place -> listed.get(place).sequence().orElse(place) == place);
    require(standInOrder, () -> "albums are listed as " + listed);
  }

  /**
   * Callers who do not act for the owner get addresses only of what they have bought, and the owner
   * gets all.
   */
  public static void strangersGetNoAddresses(GalleryApi api, Caller viewer, UserId owner) {
    boolean isOwner = viewer.subject().equals(owner);
    boolean seesAll = isOwner || isSubscribed(api, viewer, owner);
    for (Observed.PictureFacts picture : all(api, viewer, owner, Optional.empty(), PAGE_SIZE_MAX)) {
      boolean expected =
          seesAll
              || picture.album() > 0
                  && hasAccess(api, viewer, new AlbumAt(owner, new AlbumId(picture.album())));
      require(picture.isLinked() == expected, () -> viewer + " looks at " + picture);
    }
    for (Observed.AlbumFacts album : albums(api, viewer, owner)) {
      boolean expected = album.size() > 0 && (seesAll || hasAccess(api, viewer, album.album()));
      require(
          album.coverIsLinked().orElse(expected) == expected, () -> viewer + " looks at " + album);
    }
  }

  /** Successive small pages contain the same items as large ones, and the total counts them. */
  public static void pagesMakeTheWhole(GalleryApi api, Caller viewer, UserId owner, int pageSize) {
    List<Observed.PictureFacts> whole = all(api, viewer, owner, Optional.empty(), PAGE_SIZE_MAX);
    List<Observed.PictureFacts> pieced = all(api, viewer, owner, Optional.empty(), pageSize);
    require(
        whole.equals(pieced),
        () -> "in pages of " + pageSize + ": " + pieced + ", as a whole: " + whole);
    Reply.Done first = page(api, viewer, owner, Optional.empty(), 1, pageSize);
    long total = first.total().orElse((long) whole.size());
    require(
        total == whole.size(), () -> "the total is " + total + ", but there are " + whole.size());
  }

  /**
   * An issued path leads to a file, and to nothing when any of its characters is changed, left out
   * or doubled.
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
   * The accounts are consistent: every history adds up to its balances and never falls below zero,
   * nobody has paid twice for an album that was not refunded, and no sale was refunded twice.
   * Credits are conserved: what one side of a sale or refund lost the other gained, only a grant of
   * the operator or a returned commission adds to what members hold, and only a commission or an
   * erasure takes from it.
   */
  public static void booksBalance(GalleryApi api, SampleMembers world) {
    List<Sale> paid = new ArrayList<>();
    List<Sale> received = new ArrayList<>();
    List<Sale> refunded = new ArrayList<>();
    List<Sale> paidBack = new ArrayList<>();
    for (Persona role : Persona.values()) {
      UserId member = world.member(role);
      long balance = 0;
      for (Observed.EntryFacts entry : history(api, world.caller(role))) {
        balance += entry.gain();
        long expected = balance;
        require(
            expected >= 0 && entry.balance() == expected,
            () -> role + " should hold " + expected + " hundredths after " + entry);
        switch (entry.reason()) {
          case GRANTED ->
              require(
                  entry.gain() > 0 && entry.counterparty().isEmpty(),
                  () -> role + " was granted " + entry);
          case COMMISSION ->
              require(
                  entry.gain() < 0 && entry.counterparty().isEmpty(),
                  () -> role + " has left to the platform " + entry);
          case ERASED ->
              require(
                  entry.balance() == 0 && entry.counterparty().isEmpty(),
                  () -> role + " was erased and holds something after " + entry);
          case REFUNDED -> {
            if (entry.counterparty().isEmpty()) {
              require(entry.gain() > 0, () -> role + " got a commission back: " + entry);
            } else if (entry.gain() > 0) {
              UserId seller = entry.counterparty().get();
              refunded.add(new Sale(entry.at(), member, seller, entry.gain(), entry.album()));
            } else {
              UserId buyer = entry.counterparty().get();
              paidBack.add(new Sale(entry.at(), buyer, member, -entry.gain(), entry.album()));
            }
          }
          case ALBUM_UNLOCKED, SUBSCRIBED -> {
            UserId other = entry.counterparty().orElseThrow();
            if (entry.gain() < 0) {
              paid.add(new Sale(entry.at(), member, other, -entry.gain(), entry.album()));
            } else {
              received.add(new Sale(entry.at(), other, member, entry.gain(), entry.album()));
            }
          }
        }
      }
      long last = balance;
      Observed reported = done(api, world.caller(role), new Call.GetBalance()).facts().getFirst();
      require(
          reported.equals(new Observed.BalanceFacts(last)),
          () -> role + " reports for " + reported + ": " + last);
    }
    RefundLaws.requireDoubleEntry(paid, received);
    RefundLaws.requireDoubleEntry(refunded, paidBack);
    RefundLaws.requireRefundsOfSales(paid, refunded);
  }

  /**
   * The platform keeps its share of the price after every sale, and returns it before every refund,
   * and nothing else.
   */
  public static void theCommissionIsKept(
      GalleryApi api, SampleMembers world, Commission commission) {
    for (Persona role : Persona.values()) {
      long due = 0;
      long returned = 0;
      for (Observed.EntryFacts entry : history(api, world.caller(role))) {
        long expected = -due;
        long back = returned;
        boolean isKept = entry.reason() == Observed.EntryReason.COMMISSION;
        require(
            isKept == (expected < 0) && (!isKept || entry.gain() == expected),
            () -> role + " owes " + expected + " hundredths, and the next is " + entry);
        due = isIncome(entry) ? share(commission, entry.gain()) : 0;
        boolean isRefund = entry.reason() == Observed.EntryReason.REFUNDED && entry.gain() < 0;
        require(
            back == (isRefund ? share(commission, -entry.gain()) : 0),
            () -> role + " got back " + back + " hundredths, and the next is " + entry);
        boolean isReturned =
            entry.reason() == Observed.EntryReason.REFUNDED && entry.counterparty().isEmpty();
        returned = isReturned ? entry.gain() : 0;
      }
      long owed = due + returned;
      require(owed == 0, () -> role + " still owes or is owed " + owed + " hundredths");
    }
  }

  private static boolean isIncome(Observed.EntryFacts entry) {
    return entry.gain() > 0
        && (entry.reason() == Observed.EntryReason.ALBUM_UNLOCKED
            || entry.reason() == Observed.EntryReason.SUBSCRIBED);
  }

  private static long share(Commission commission, long price) {
    return commission.of(new Price(new Credits(price))).hundredths();
  }

  /**
   * Every payment was reported once: the charges in a journal are those in the accounts, in the
   * same order.
   */
  public static void chargesAreThoseReported(
      GalleryApi api, SampleMembers world, List<Journal.Entry> journal) {
    for (Persona role : Persona.values()) {
      UserId member = world.member(role);
      List<Long> reported =
          journal.stream()
              .filter(entry -> entry.viewer().equals(member))
              .flatMap(entry -> charged(entry).stream())
              .toList();
      List<Long> booked =
          history(api, world.caller(role)).stream()
              .filter(entry -> entry.gain() < 0)
              .filter(entry ->
                  entry.reason() == Observed.EntryReason.ALBUM_UNLOCKED
                      || entry.reason() == Observed.EntryReason.SUBSCRIBED)
              .map(entry -> -entry.gain())
              .toList();
      require(
          reported.equals(booked), () -> role + " got " + reported + ", and has paid " + booked);
    }
  }

  private static Optional<Long> charged(Journal.Entry entry) {
    return switch (entry) {
      case Journal.Unlocked unlocked -> Optional.of(unlocked.charged());
      case Journal.Subscribed subscribed -> Optional.of(subscribed.charged());
      case Journal.Refunded _, Journal.Seen _ -> Optional.empty();
    };
  }

  /**
   * Access is monotone until its expiry or refund: an album once unlocked stays so, a subscription
   * gives access until exactly its end and not after it, and buying again never shortens it,
   * whatever happens in between. A refund ends what was paid for at once, and lengthens nothing.
   * Nobody has access that they did not buy.
   */
  public static void accessLastsAsBought(List<Journal.Entry> journal) {
    Set<Bought> unlocked = new HashSet<>();
    Map<Subscriber, Instant> ends = new HashMap<>();
    for (Journal.Entry entry : journal) {
      switch (entry) {
        case Journal.Unlocked(Instant _, UserId viewer, AlbumAt album, long _) ->
            require(
                unlocked.add(new Bought(viewer, album)), () -> "unlocked a second time: " + entry);
        case Journal.Subscribed(Instant at, UserId viewer, UserId owner, long _, Instant until) -> {
          Instant earlier = ends.getOrDefault(new Subscriber(viewer, owner), at);
          require(
              until.isAfter(at) && until.isAfter(earlier), () -> entry + " ended at " + earlier);
          ends.put(new Subscriber(viewer, owner), until);
        }
        case Journal.Refunded(Instant _, UserId viewer, UserId owner, var album, var until) -> {
          Subscriber subscriber = new Subscriber(viewer, owner);
          Instant earlier = ends.getOrDefault(subscriber, Instant.MIN);
          require(
              album.isPresent()
                  ? unlocked.remove(new Bought(viewer, album.get()))
                  : ends.remove(subscriber) != null,
              () -> "refunded without having bought: " + entry);
          until.ifPresent(end -> {
            require(!end.isAfter(earlier), () -> entry + " ended at " + earlier);
            ends.put(subscriber, end);
          });
        }
        case Journal.Seen(Instant at, UserId viewer, AlbumAt album, String access) -> {
          Instant until = ends.getOrDefault(new Subscriber(viewer, album.owner()), Instant.MIN);
          String expected =
              viewer.equals(album.owner())
                  ? "owner"
                  : unlocked.contains(new Bought(viewer, album))
                      ? "unlocked"
                      : at.isBefore(until) ? "subscribed" : "none";
          require(access.equals(expected), () -> entry + " should be " + expected);
        }
      }
    }
  }

  /**
   * A refusal leaves no trace.
   *
   * @param look reads everything that a refusal could have changed
   * @param call is made once
   * @return the reply to the call
   */
  public static Reply refusalLeavesNoTrace(Supplier<?> look, Supplier<Reply> call) {
    Object before = look.get();
    Reply reply = call.get();
    if (reply instanceof Reply.Refused) {
      Object after = look.get();
      require(
          before.equals(after), () -> "after " + reply + " there is " + after + ", was " + before);
    }
    return reply;
  }

  private static List<Observed.EntryFacts> history(GalleryApi api, Caller caller) {
    List<Observed.EntryFacts> entries = new ArrayList<>();
    List<Observed> page;
    int number = 0;
    do {
      number++;
      Call call = new Call.GetHistory(false, OptionalInt.of(number), OptionalInt.of(PAGE_SIZE_MAX));
      page = done(api, caller, call).facts();
      for (Observed facts : page) {
        if (!(facts instanceof Observed.EntryFacts entry)) {
          throw new AssertionError("not an entry of a history: " + facts);
        }
        entries.add(entry);
      }
    } while (page.size() == PAGE_SIZE_MAX);
    return entries;
  }

  /** Whether the API reports a subscription; false for an API that does not sell. */
  private static boolean isSubscribed(GalleryApi api, Caller viewer, UserId owner) {
    Call call = new Call.GetSubscriptions();
    return api.offers(viewer, call)
        && done(api, viewer, call).facts().stream()
            .anyMatch(facts ->
                facts instanceof Observed.SubscriptionFacts(UserId other, boolean isOn, Instant _)
                    && isOn
                    && other.equals(owner));
  }

  private static boolean hasAccess(GalleryApi api, Caller viewer, AlbumAt album) {
    Call call = new Call.GetAlbumPrice(album);
    return api.offers(viewer, call)
        && done(api, viewer, call).facts().stream()
            .anyMatch(facts ->
                facts instanceof Observed.PriceFacts price && !price.access().equals("none"));
  }

  private static List<Observed.AlbumFacts> albums(GalleryApi api, Caller viewer, UserId owner) {
    return done(api, viewer, new Call.ListAlbums(owner, true)).facts().stream()
        .map(GalleryFixture::album)
        .toList();
  }

  private static List<Observed.PictureFacts> all(
      GalleryApi api, Caller viewer, UserId owner, Optional<AlbumAt> album, int pageSize) {
    List<Observed.PictureFacts> pictures = new ArrayList<>();
    int number = 0;
    List<Observed> read;
    do {
      number++;
      read = page(api, viewer, owner, album, number, pageSize).facts();
      read.forEach(facts -> pictures.add(GalleryFixture.picture(facts)));
    } while (!read.isEmpty());
    return pictures;
  }

  private static Reply.Done page(
      GalleryApi api, Caller viewer, UserId owner, Optional<AlbumAt> album, int number, int size) {
    Call call =
        new Call.GetGallery(
            owner, album, PictureOrder.DATE_UPLOADED, OptionalInt.of(number), OptionalInt.of(size));
    return done(api, viewer, call);
  }

  private static Reply.Done done(GalleryApi api, Caller viewer, Call call) {
    Reply reply = api.call(viewer, call);
    if (reply instanceof Reply.Done done) {
      return done;
    }
    throw new AssertionError(call + " was answered with " + reply);
  }

  static void require(boolean isTrue, Supplier<String> otherwise) {
    if (!isTrue) {
      throw new AssertionError(otherwise.get());
    }
  }
}
