package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.GetSubscriptions;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/**
 * Plays a session on one gallery through its API, with a clock that the session moves. Scripts
 * identify members, albums and pictures by numbers: a member by the position of their {@link
 * Persona}, from 1; an album or picture by its position among all that were ever made here, from 1;
 * a plan by its position in its owner's list; an entry of an account by {@link #entry}. Used by one
 * thread.
 */
public final class SessionRunner {
  private static final int ENTRIES_PER_ACCOUNT_MAX = 1000;

  private final SampleMembers world;
  private final GalleryApi api;
  private final CompletedApi completed;
  private final IdMapping ids;
  private final Journal journal = new Journal();
  private final Set<RefundSale> refunds = new HashSet<>();

  public SessionRunner(SampleMembers world, GalleryApi api) {
    this.world = world;
    this.api = api;
    this.completed = new CompletedApi(world, api);
    this.ids = new IdMapping(world);
  }

  public SampleMembers world() {
    return world;
  }

  public GalleryApi api() {
    return api;
  }

  /** The number of albums ever made here. */
  public int albumsMade() {
    return ids.albumsMade();
  }

  /** The number of pictures ever made here. */
  public int picturesMade() {
    return ids.picturesMade();
  }

  /** The replies to viewers about their purchases and access. */
  public List<Journal.Entry> journal() {
    return journal.entries();
  }

  /** Whether the API offers any of the commands that were played. */
  boolean offersSome() {
    return completed.offersSome();
  }

  /** The names of the commands that the API does not offer, so that the use cases were called. */
  public SortedSet<String> notOffered() {
    return completed.notOffered();
  }

  /** A role's number in a script. */
  public static UserId number(Persona role) {
    return new UserId(List.of(Persona.values()).indexOf(role) + 1);
  }

  /** The number in a script of the entry at a position of a member's account, from 1. */
  public static long entry(Persona role, int position) {
    return (long) number(role).value() * ENTRIES_PER_ACCOUNT_MAX + position;
  }

  /** Plays one step of a script; a wait has an empty reply. Replies have real ids. */
  public Reply play(Session.Step step) {
    return switch (step) {
      case Session.Line line -> play(line);
      case Session.Wait(var time) -> {
        world.clock().advance(time);
        yield new Reply.Done(step);
      }
      case Session.WaitForAnEnd(var moment) -> {
        waitForAnEnd(moment);
        yield new Reply.Done(step);
      }
    };
  }

  private Reply play(Session.Line line) {
    Caller self = world.caller(line.actor(), line.program(), line.scopes());
    Caller caller = line.actingFor().map(role -> self.actingFor(world.member(role))).orElse(self);
    Object command = real(line.command(), caller);
    Reply reply = completed.call(caller, command);
    if (reply instanceof Reply.Done done) {
      ids.remember(done.outcome());
      note(caller.subject(), command, done.outcome());
    }
    return reply;
  }

  private Object real(Object command, Caller caller) {
    return switch (command) {
      case Subscribe(UserId owner, PricePlanId position, var price) -> {
        UserId member = ids.toReal(owner);
        yield new Subscribe(member, completed.plan(caller, member, position.value()), price);
      }
      case RefundSale(long entry, String reason) -> {
        UserId buyer = ids.toReal(new UserId((int) (entry / ENTRIES_PER_ACCOUNT_MAX)));
        int position = (int) (entry % ENTRIES_PER_ACCOUNT_MAX);
        yield new RefundSale(completed.entry(buyer, position), reason);
      }
      // A gallery that holds data of other sessions may know the reference already.
      case GrantCredits(UserId member, var amount, String reference) ->
          new GrantCredits(
              ids.toReal(member),
              amount,
              "world-of-" + world.member(Persona.ANNA).value() + "/" + reference);
      default -> ids.toReal(command);
    };
  }

  private void note(UserId viewer, Object command, Object outcome) {
    Instant now = world.clock().instant();
    switch (outcome) {
      // Owners, subscribers and earlier buyers are charged nothing.
      case UnlockAlbum.Unlocked unlocked when unlocked.charged().hundredths() > 0 ->
          journal.add(
              new Journal.Unlocked(now, viewer, unlocked.album(), unlocked.charged().hundredths()));
      case Subscribe.Subscribed(Subscription bought, var charged, var _) ->
          journal.add(
              new Journal.Subscribed(
                  now, viewer, bought.owner(), charged.hundredths(), bought.until()));
      // A repeated refund gets the same reply and moves nothing.
      case RefundSale.Refunded(var posted)
          when command instanceof RefundSale refund && refunds.add(refund) ->
          journal.add(refunded(now, posted.transfer()));
      case GetAlbumPrice.Reported(var _, var access)
          when command instanceof GetAlbumPrice(AlbumId album) ->
          journal.add(new Journal.Seen(now, viewer, album, ids.owner(album), access));
      default -> {}
    }
  }

  private Journal.Refunded refunded(Instant now, Transfer refund) {
    if (refund.from() instanceof AccountId.OfMember(UserId seller)
        && refund.to() instanceof AccountId.OfMember(UserId buyer)
        && refund.reason() instanceof TransferReason.Refunded(long _, var album, var _)) {
      return new Journal.Refunded(now, buyer, seller, album, end(buyer, seller));
    }
    throw new AssertionError("not a refund between members: " + refund);
  }

  /** When the buyer's subscription ends, as reported to them. */
  private Optional<Instant> end(UserId buyer, UserId owner) {
    Caller caller = world.caller(world.roleOf(buyer));
    return completed.call(caller, Commands.subscriptions()) instanceof Reply.Done done
        ? done.as(GetSubscriptions.Read.class).subscriptions().items().stream()
            .map(NamedSubscription::subscription)
            .filter(found -> found.owner().equals(owner))
            .map(Subscription::until)
            .findFirst()
        : Optional.empty();
  }

  /** Waits for the next end that the session knows. */
  private void waitForAnEnd(Session.Moment moment) {
    Instant now = world.clock().instant();
    journal().stream()
        .filter(Journal.Subscribed.class::isInstance)
        .map(entry -> ((Journal.Subscribed) entry).until())
        .filter(until -> until.isAfter(now))
        .min(Instant::compareTo)
        .map(until -> moment == Session.Moment.LAST ? until.minusMillis(1) : until)
        .ifPresent(world.clock()::set);
  }

  /** Where a reply here differs from one on another gallery that has played the same. */
  public Optional<String> difference(Reply reply, SessionRunner other, Reply its) {
    return ReplyTree.difference(tree(reply, Set.of()), other.tree(its, Set.of()));
  }

  /** The reply as a tree without the hidden fields, with numbers of the script. */
  Object tree(Reply reply, Set<Field> hidden) {
    return ReplyTree.of(reply, hidden, ids::toScript);
  }

  /** All buyers read their access to all albums, each of which may be gone. */
  public List<Reply> lookAtWhatWasBought() {
    Set<UserId> buyers = new HashSet<>();
    for (Journal.Entry entry : journal()) {
      if (!(entry instanceof Journal.Seen)) {
        buyers.add(entry.viewer());
      }
    }
    List<Reply> replies = new ArrayList<>();
    for (Persona role : Persona.values()) {
      if (buyers.contains(world.member(role))) {
        replies.addAll(lookAtAlbums(role));
      }
    }
    return replies;
  }

  private List<Reply> lookAtAlbums(Persona viewer) {
    List<Reply> replies = new ArrayList<>();
    for (int album = 1; album <= albumsMade(); album++) {
      replies.add(play(Session.Line.by(viewer, new GetAlbumPrice(new AlbumId(album)))));
    }
    return replies;
  }

  /** The offers, purchases and accounts, read through the use cases. */
  public List<Object> accounts() {
    return GalleryFixture.accounts(completed.behind(), world);
  }

  /** Everything that all members can see. */
  public List<Reply> observe() {
    PageRequest page = new PageRequest(1, PageRequest.SIZE_MAX);
    List<Reply> replies = new ArrayList<>();
    for (Persona viewer : Persona.values()) {
      List<Object> commands = new ArrayList<>();
      for (Persona owner : Persona.values()) {
        commands.add(Commands.list(number(owner)));
        for (PictureOrder order : PictureOrder.values()) {
          commands.add(new GetGallery(number(owner), Optional.empty(), order, page, Masking.NONE));
        }
      }
      commands.add(Commands.pending());
      commands.add(new GalleryApi.GetPlans(number(viewer)));
      commands.add(Commands.subscriptions());
      commands.add(new GetCreditBalance());
      commands.add(new GetCreditsHistory(true, OptionalInt.empty(), 7));
      commands.add(new GetFreeGallery(number(viewer), page, Masking.NONE));
      commands.forEach(command -> replies.add(play(Session.Line.by(viewer, command))));
      replies.addAll(lookAtAlbums(viewer));
    }
    return replies;
  }
}
