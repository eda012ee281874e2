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
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.Price;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
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
    Reply.Done listed = done(api, viewer, Commands.list(owner));
    for (AlbumView view : listed.as(ListAlbums.Listed.class).albums()) {
      List<PictureView> pictures =
          all(api, viewer, owner, Optional.of(view.album().id()), PageRequest.SIZE_MAX).stream()
              .sorted(Comparator.comparing(picture -> picture.picture().id()))
              .toList();
      List<PictureId> ids = GalleryFixture.ids(pictures);
      Supplier<String> otherwise = () -> view + " has the pictures " + pictures;
      require(GalleryFixture.size(view) == ids.size(), otherwise);
      require(
          !listed.shows(Field.PICTURE_IDS) || view.pictureIds().equals(Optional.of(ids)),
          otherwise);
      require(
          !listed.shows(Field.COVER)
              || view.album().tally().cover().map(Cover::picture).equals(ids.stream().findFirst()),
          otherwise);
      boolean safe =
          pictures.stream()
              .findFirst()
              .filter(first -> first.picture().safety().isSafe())
              .isPresent();
      require(!listed.shows(Field.COVER_SAFETY) || view.coverSafe() == safe, otherwise);
    }
  }

  /** Albums have the positions 0, 1, 2 and so on. */
  public static void albumsStandInOrder(GalleryApi api, Caller viewer, UserId owner) {
    Reply.Done listed = done(api, viewer, Commands.list(owner));
    List<AlbumView> albums = listed.as(ListAlbums.Listed.class).albums();
    boolean standInOrder =
        IntStream.range(0, albums.size())
            .allMatch(position -> albums.get(position).album().sequence() == position);
    require(
        !listed.shows(Field.ALBUM_POSITION) || standInOrder,
        () -> "albums are listed as " + albums);
  }

  /**
   * Callers who do not act for the owner get addresses only of what they have bought, and the owner
   * gets all.
   */
  public static void strangersGetNoAddresses(GalleryApi api, Caller viewer, UserId owner) {
    boolean isOwner = viewer.subject().equals(owner);
    boolean seesAll = isOwner || isSubscribed(api, viewer, owner);
    for (PictureView view : all(api, viewer, owner, Optional.empty(), PageRequest.SIZE_MAX)) {
      boolean expected =
          seesAll
              || view.picture().album().filter(album -> hasAccess(api, viewer, album)).isPresent();
      require(GalleryFixture.isLinked(view) == expected, () -> viewer + " looks at " + view);
    }
    Reply.Done listed = done(api, viewer, Commands.list(owner));
    for (AlbumView view : listed.as(ListAlbums.Listed.class).albums()) {
      boolean expected =
          GalleryFixture.size(view) > 0 && (seesAll || hasAccess(api, viewer, view.album().id()));
      require(
          !listed.shows(Field.COVER_ADDRESS) || view.cover().isPresent() == expected,
          () -> viewer + " looks at " + view);
    }
  }

  /** Successive small pages contain the same items as large ones, and the total counts them. */
  public static void pagesMakeTheWhole(GalleryApi api, Caller viewer, UserId owner, int pageSize) {
    List<?> whole = seen(all(api, viewer, owner, Optional.empty(), PageRequest.SIZE_MAX));
    List<?> pieced = seen(all(api, viewer, owner, Optional.empty(), pageSize));
    require(
        whole.equals(pieced),
        () -> "in pages of " + pageSize + ": " + pieced + ", as a whole: " + whole);
    Reply.Done first =
        done(api, viewer, Commands.gallery(owner, Optional.empty(), new PageRequest(1, pageSize)));
    long total = first.as(GetGallery.Read.class).pictures().total();
    require(
        !first.shows(Field.TOTAL) || total == whole.size(),
        () -> "the total is " + total + ", but there are " + whole.size());
  }

  private static List<?> seen(List<PictureView> pictures) {
    return pictures.stream()
        .map(view -> Map.entry(view.picture(), GalleryFixture.isLinked(view)))
        .toList();
  }

  /**
   * An issued path leads to a file, and to nothing when any of its characters is changed, left out
   * or doubled.
   */
  public static void changedPathsLeadNowhere(MediaFiles media, String path) {
    require(media.find(path).isPresent(), () -> "a path that was handed out leads nowhere");
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
            media.find(variant).isEmpty(),
            () -> "a path that was changed at " + place + " leads somewhere");
      }
    }
    require(media.find(path + "0").isEmpty(), () -> "a path that was lengthened leads somewhere");
  }

  /**
   * The accounts are consistent: every history adds up to its balances and never falls below zero,
   * nobody has paid twice for an album that was not refunded, and no sale was refunded twice.
   * Credits are conserved: what one side of a sale or refund lost the other gained, only a grant of
   * the operator or a returned commission adds to what members hold, and only a commission or an
   * erasure takes from it.
   */
  public static void accountsBalance(GalleryApi api, SampleMembers world) {
    List<Sale> paid = new ArrayList<>();
    List<Sale> received = new ArrayList<>();
    List<Sale> refunded = new ArrayList<>();
    List<Sale> paidBack = new ArrayList<>();
    for (Persona role : Persona.values()) {
      UserId member = world.member(role);
      long balance = 0;
      for (LedgerEntry entry : history(api, world.caller(role))) {
        long gain = entry.gainInHundredths();
        balance += gain;
        long expected = balance;
        require(
            expected >= 0 && entry.balance().hundredths() == expected,
            () -> role + " should hold " + expected + " hundredths after " + entry);
        Optional<UserId> other = counterparty(entry);
        Instant at = entry.transfer().at();
        switch (entry.transfer().reason()) {
          case TransferReason.Granted() ->
              require(gain > 0 && other.isEmpty(), () -> role + " was granted " + entry);
          case TransferReason.Commission() ->
              require(
                  gain < 0 && other.isEmpty(), () -> role + " has left to the platform " + entry);
          case TransferReason.Erased() ->
              require(
                  expected == 0 && other.isEmpty(),
                  () -> role + " was erased and holds something after " + entry);
          case TransferReason.Refunded(long _, var album, var _) -> {
            if (other.isEmpty()) {
              require(gain > 0, () -> role + " got a commission back: " + entry);
            } else if (gain > 0) {
              refunded.add(new Sale(at, member, other.get(), gain, album));
            } else {
              paidBack.add(new Sale(at, other.get(), member, -gain, album));
            }
          }
          case TransferReason.AlbumUnlocked(AlbumId album) ->
              sold(entry, member, Optional.of(album), paid, received);
          case TransferReason.Subscribed(var _, var _) ->
              sold(entry, member, Optional.empty(), paid, received);
        }
      }
      long last = balance;
      Credits reported =
          done(api, world.caller(role), new GetCreditBalance())
              .as(GetCreditBalance.Read.class)
              .balance();
      require(reported.hundredths() == last, () -> role + " reports for " + reported + ": " + last);
    }
    RefundLaws.requireDoubleEntry(paid, received);
    RefundLaws.requireDoubleEntry(refunded, paidBack);
    RefundLaws.requireRefundsOfSales(paid, refunded);
  }

  private static void sold(
      LedgerEntry entry,
      UserId member,
      Optional<AlbumId> album,
      List<Sale> paid,
      List<Sale> received) {
    long gain = entry.gainInHundredths();
    UserId other = counterparty(entry).orElseThrow();
    Instant at = entry.transfer().at();
    if (gain < 0) {
      paid.add(new Sale(at, member, other, -gain, album));
    } else {
      received.add(new Sale(at, other, member, gain, album));
    }
  }

  /** The other account's member; none for the operator and the platform. */
  private static Optional<UserId> counterparty(LedgerEntry entry) {
    return entry.counterparty() instanceof AccountId.OfMember(UserId member)
        ? Optional.of(member)
        : Optional.empty();
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
      for (LedgerEntry entry : history(api, world.caller(role))) {
        long gain = entry.gainInHundredths();
        TransferReason reason = entry.transfer().reason();
        long expected = -due;
        long back = returned;
        boolean isKept = reason instanceof TransferReason.Commission;
        require(
            isKept == (expected < 0) && (!isKept || gain == expected),
            () -> role + " owes " + expected + " hundredths, and the next is " + entry);
        due = gain > 0 && reason.isSale() ? share(commission, gain) : 0;
        boolean isRefund = reason instanceof TransferReason.Refunded;
        require(
            back == (isRefund && gain < 0 ? share(commission, -gain) : 0),
            () -> role + " got back " + back + " hundredths, and the next is " + entry);
        returned = isRefund && counterparty(entry).isEmpty() ? gain : 0;
      }
      long owed = due + returned;
      require(owed == 0, () -> role + " still owes or is owed " + owed + " hundredths");
    }
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
              .filter(entry -> entry.gainInHundredths() < 0)
              .filter(entry -> entry.transfer().reason().isSale())
              .map(entry -> -entry.gainInHundredths())
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
        case Journal.Unlocked(Instant _, UserId viewer, AlbumId album, long _) ->
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
        case Journal.Seen(
                Instant at,
                UserId viewer,
                AlbumId album,
                UserId owner,
                GalleryAccess access) -> {
          Instant until = ends.getOrDefault(new Subscriber(viewer, owner), Instant.MIN);
          Class<? extends GalleryAccess> expected =
              viewer.equals(owner)
                  ? GalleryAccess.Owner.class
                  : unlocked.contains(new Bought(viewer, album))
                      ? GalleryAccess.Unlocked.class
                      : at.isBefore(until)
                          ? GalleryAccess.Subscribed.class
                          : GalleryAccess.None.class;
          require(
              expected.isInstance(access), () -> entry + " should be " + expected.getSimpleName());
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
      ReplyTree.difference(before, after)
          .ifPresent(difference -> {
            throw new AssertionError(
                reply + " left a trace, where one is before and the other after: " + difference);
          });
    }
    return reply;
  }

  private static List<LedgerEntry> history(GalleryApi api, Caller caller) {
    List<LedgerEntry> entries = new ArrayList<>();
    List<LedgerEntry> page;
    int number = 0;
    do {
      number++;
      GetCreditsHistory query =
          new GetCreditsHistory(false, OptionalInt.of(number), PageRequest.SIZE_MAX);
      page = done(api, caller, query).as(GetCreditsHistory.Read.class).entries().items();
      entries.addAll(page);
    } while (page.size() == PageRequest.SIZE_MAX);
    return entries;
  }

  /** Whether the API reports a subscription; false for an API that does not sell. */
  private static boolean isSubscribed(GalleryApi api, Caller viewer, UserId owner) {
    return doneIfOffered(api, viewer, Commands.subscriptions())
        .map(done -> done.as(GetSubscriptions.Read.class).subscriptions())
        .map(Page::items)
        .orElse(List.of())
        .stream()
        .anyMatch(found -> found.isOn() && found.subscription().owner().equals(owner));
  }

  private static boolean hasAccess(GalleryApi api, Caller viewer, AlbumId album) {
    return doneIfOffered(api, viewer, new GetAlbumPrice(album))
        .filter(done -> done.as(GetAlbumPrice.Reported.class).access().showsPictures())
        .isPresent();
  }

  private static List<PictureView> all(
      GalleryApi api, Caller viewer, UserId owner, Optional<AlbumId> album, int pageSize) {
    List<PictureView> pictures = new ArrayList<>();
    int number = 0;
    List<PictureView> read;
    do {
      number++;
      PageRequest page = new PageRequest(number, pageSize);
      read =
          done(api, viewer, Commands.gallery(owner, album, page))
              .as(GetGallery.Read.class)
              .pictures()
              .items();
      pictures.addAll(read);
    } while (!read.isEmpty());
    return pictures;
  }

  private static Reply.Done done(GalleryApi api, Caller viewer, Object command) {
    return doneIfOffered(api, viewer, command)
        .orElseThrow(() -> new AssertionError(command + " is not offered"));
  }

  private static Optional<Reply.Done> doneIfOffered(GalleryApi api, Caller viewer, Object command) {
    return switch (api.call(viewer, command)) {
      case Reply.Done done -> Optional.of(done);
      case Reply.NotOffered() -> Optional.empty();
      case Reply.Refused refused -> throw new AssertionError(command + " was " + refused);
    };
  }

  static void require(boolean isTrue, Supplier<String> otherwise) {
    if (!isTrue) {
      throw new AssertionError(otherwise.get());
    }
  }
}
