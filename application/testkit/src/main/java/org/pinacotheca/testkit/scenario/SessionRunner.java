package org.pinacotheca.testkit.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;

/**
 * Plays a session on one gallery through its API, with a clock that the session moves. Scripts
 * identify members, albums and pictures by numbers: a member by the position of their {@link
 * Persona}, from 1; an album or picture by its position among all that were ever made here, from 1.
 * Replies use the same numbers, so that two runners can be compared. Used by one thread.
 */
public final class SessionRunner {
  private final SampleMembers world;
  private final GalleryApi api;
  private final GalleryApi behind;
  private final IdMapping numbering;
  private final Journal journal = new Journal();
  private final Set<Call.Refund> refunds = new HashSet<>();

  public SessionRunner(SampleMembers world, GalleryApi api) {
    this.world = world;
    this.api = api;
    this.behind = new CoreApi(world.gallery());
    this.numbering = new IdMapping(world);
  }

  public SampleMembers world() {
    return world;
  }

  public GalleryApi api() {
    return api;
  }

  /** The number of albums ever made here. */
  public int albumsMade() {
    return numbering.albums().size();
  }

  /** The number of pictures ever made here. */
  public int picturesMade() {
    return numbering.picturesMade();
  }

  /** The replies to viewers about their purchases and access. */
  public List<Journal.Entry> journal() {
    return journal.entries();
  }

  /**
   * Makes a call with real ids, through the API, or to the use cases where the API does not offer
   * it.
   */
  public Reply call(Caller caller, Call call) {
    return api.offers(caller, call) ? api.call(caller, call) : behind.call(caller, call);
  }

  /** Plays one step of a script; a wait has an empty reply. */
  public Reply play(Session.Step step) {
    return switch (step) {
      case Session.Line line -> play(line);
      case Session.Wait(var time) -> {
        world.clock().advance(time);
        yield Reply.Done.SILENTLY;
      }
      case Session.WaitForAnEnd(var moment) -> {
        waitForAnEnd(moment);
        yield Reply.Done.SILENTLY;
      }
    };
  }

  private Reply play(Session.Line line) {
    Caller self = world.caller(line.actor(), line.program(), line.scopes());
    Caller caller = line.actingFor().map(role -> self.actingFor(world.member(role))).orElse(self);
    Call call = numbering.toReal(line.call(), caller);
    Reply reply = call(caller, call);
    if (reply instanceof Reply.Done(List<Observed> facts, Optional<Long> total)) {
      facts.forEach(numbering::remember);
      facts.forEach(reported -> note(caller.subject(), call, reported));
      return new Reply.Done(facts.stream().map(numbering::toScript).toList(), total);
    }
    return reply;
  }

  private void note(UserId viewer, Call call, Observed facts) {
    Instant now = world.clock().instant();
    switch (facts) {
      // Owners, subscribers and earlier buyers are charged nothing.
      case Observed.PaidFacts(long charged, var _)
          when charged > 0 && call instanceof Call.UnlockAlbum unlock ->
          journal.add(new Journal.Unlocked(now, viewer, unlock.album(), charged));
      case Observed.SubscribedFacts(UserId owner, long charged, var _, Instant until) ->
          journal.add(new Journal.Subscribed(now, viewer, owner, charged, until));
      // A repeated refund gets the same reply and moves nothing.
      case Observed.RefundedFacts(UserId buyer, UserId seller, long _, Optional<AlbumAt> album)
          when call instanceof Call.Refund refund && refunds.add(refund) ->
          journal.add(new Journal.Refunded(now, buyer, seller, album, end(buyer, seller)));
      case Observed.PriceFacts(var _, String access) when call instanceof Call.GetAlbumPrice get ->
          journal.add(new Journal.Seen(now, viewer, get.album(), access));
      default -> {}
    }
  }

  /** When the buyer's subscription ends, as reported to them. */
  private Optional<Instant> end(UserId buyer, UserId owner) {
    Call call = new Call.GetSubscriptions();
    return call(world.caller(world.roleOf(buyer)), call) instanceof Reply.Done done
        ? done.facts().stream()
            .filter(Observed.SubscriptionFacts.class::isInstance)
            .map(Observed.SubscriptionFacts.class::cast)
            .filter(found -> found.owner().equals(owner))
            .map(Observed.SubscriptionFacts::until)
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
      AlbumAt named = new AlbumAt(number(viewer), new AlbumId(album));
      replies.add(play(Session.Line.by(viewer, new Call.GetAlbumPrice(named))));
    }
    return replies;
  }

  /** The offers, purchases and accounts, read through the use cases. */
  public List<Reply> books() {
    return GalleryFixture.books(behind, world);
  }

  /** Everything that all members can see, in numbers of the script. */
  public List<Reply> observe() {
    List<Reply> replies = new ArrayList<>();
    for (Persona viewer : Persona.values()) {
      List<Call> calls = new ArrayList<>();
      for (Persona owner : Persona.values()) {
        calls.add(new Call.ListAlbums(number(owner), true));
        for (PictureOrder order : PictureOrder.values()) {
          calls.add(
              new Call.GetGallery(
                  number(owner),
                  Optional.empty(),
                  order,
                  OptionalInt.empty(),
                  OptionalInt.of(100)));
        }
      }
      calls.add(new Call.GetPending(OptionalInt.empty(), OptionalInt.of(100)));
      calls.add(new Call.GetPlans(number(viewer)));
      calls.add(new Call.GetSubscriptions());
      calls.add(new Call.GetBalance());
      calls.add(new Call.GetHistory(true, OptionalInt.empty(), OptionalInt.of(7)));
      calls.add(new Call.GetFreeGallery(number(viewer), OptionalInt.empty(), OptionalInt.of(100)));
      calls.forEach(call -> replies.add(play(Session.Line.by(viewer, call))));
      replies.addAll(lookAtAlbums(viewer));
    }
    return replies;
  }

  /** A role's number in a script. */
  public static UserId number(Persona role) {
    return new UserId(List.of(Persona.values()).indexOf(role) + 1);
  }
}
