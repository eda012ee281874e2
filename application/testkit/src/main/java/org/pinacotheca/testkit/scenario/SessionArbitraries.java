package org.pinacotheca.testkit.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.RefundSale;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.Scope;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.testkit.generate.SamplePictures;

/**
 * Sessions of several members and programs to be played on a {@link SessionRunner}: Anna sells, Ben
 * and Dora have credits, and much of what is asked for is refused.
 */
public final class SessionArbitraries {
  /** A third, which seldom divides evenly. */
  static final Commission A_THIRD = new Commission(3333);

  private static final AlbumId LOCKED = new AlbumId(1);
  private static final UserId ANNA = SessionRunner.number(Persona.ANNA);
  private static final PlanDraft WEEK = Commands.plan(1, 120);
  private static final PlanDraft YEAR = Commands.plan(6, 400);

  private SessionArbitraries() {}

  /**
   * Sessions in galleries without and with a commission.
   *
   * @param scenesMax the most scenes, each of which is one step or a few that belong together
   */
  public static Arbitrary<Session> sessions(int scenesMax) {
    Arbitrary<List<Session.Step>> scenes =
        Arbitraries.frequencyOf(
            Tuple.of(28, one(sessionLines())),
            Tuple.of(14, one(buyersLines())),
            Tuple.of(6, one(sellersLines())),
            Tuple.of(4, one(waits())),
            Tuple.of(
                3,
                one(
                    CommandArbitraries.grants()
                        .map(grant -> Session.Line.by(Persona.EMIL, grant)))),
            Tuple.of(4, buyers().flatMap(SessionArbitraries::subscribingToTheEnd)),
            Tuple.of(3, one(refunds())),
            Tuple.of(2, buyers().flatMap(SessionArbitraries::refundingAndBuyingAgain)),
            Tuple.of(2, declaringSafe()),
            Tuple.of(2, buyers().map(SessionArbitraries::guessing)),
            Tuple.of(1, buyers().map(SessionArbitraries::buyingYears)));
    Arbitrary<List<Session.Step>> steps =
        scenes
            .list()
            .ofMinSize(Math.min(scenesMax, 15))
            .ofMaxSize(scenesMax)
            .map(
                played -> Stream.concat(opening(), played.stream().flatMap(List::stream)).toList());
    return Combinators.combine(Arbitraries.of(Commission.NONE, A_THIRD), steps).as(Session::new);
  }

  /** Anna offers albums and plans, of which the buyers can pay for some. */
  private static Stream<Session.Step> opening() {
    AddPictures adding = Commands.add(Optional.of(LOCKED), SamplePictures.SMALL_PNG);
    return Stream.of(
        Session.Line.by(
            Persona.ANNA,
            Commands.create(Commands.locked("locked", CommandArbitraries.PIN, "1.5"))),
        Session.Line.by(Persona.ANNA, adding),
        Session.Line.by(
            Persona.ANNA, new AddPictures(GalleryKind.FREE, Optional.empty(), adding.pictures())),
        Session.Line.by(Persona.ANNA, Commands.offer(WEEK, YEAR)),
        grant(Persona.BEN, 500, "start"),
        grant(Persona.DORA, 500, "start-of-Dora"));
  }

  private static Session.Step grant(Persona role, long hundredths, String reference) {
    return Session.Line.by(
        Persona.EMIL, Commands.grant(SessionRunner.number(role), hundredths, reference));
  }

  private static Arbitrary<List<Session.Step>> one(Arbitrary<? extends Session.Step> step) {
    return step.map(List::of);
  }

  private static Arbitrary<Persona> buyers() {
    return Arbitraries.of(Persona.BEN, Persona.DORA);
  }

  private static Session.Step unlocking(Persona buyer, String pin) {
    return Session.Line.by(buyer, Commands.unlock(LOCKED, pin));
  }

  /** The fifth wrong PIN locks the album for a quarter of an hour, to the millisecond. */
  private static List<Session.Step> guessing(Persona buyer) {
    return Stream.concat(
            Collections.nCopies(5, unlocking(buyer, CommandArbitraries.WRONG_PIN)).stream(),
            Stream.of(
                unlocking(buyer, CommandArbitraries.PIN),
                new Session.Wait(Duration.ofMinutes(15).minusMillis(1)),
                unlocking(buyer, CommandArbitraries.PIN),
                new Session.Wait(Duration.ofMillis(1)),
                unlocking(buyer, CommandArbitraries.PIN)))
        .toList();
  }

  /** A subscription is read in its last moment and after its end. */
  private static Arbitrary<List<Session.Step>> subscribingToTheEnd(Persona buyer) {
    return Arbitraries.integers()
        .between(1, 2)
        .map(position ->
            List.of(
                subscribing(buyer, position),
                new Session.WaitForAnEnd(Session.Moment.LAST),
                Session.Line.by(buyer, Commands.subscriptions()),
                new Session.WaitForAnEnd(Session.Moment.OVER),
                Session.Line.by(buyer, Commands.subscriptions())));
  }

  /** Refunds of any entry of an account, a sale or not, for various reasons. */
  private static Arbitrary<Session.Step> refunds() {
    return Combinators.combine(
            buyers(), Arbitraries.integers().between(1, 6), Arbitraries.of("late", "asked"))
        .as(SessionArbitraries::refund);
  }

  private static Session.Step refund(Persona buyer, int position, String reason) {
    return Session.Line.by(
        Persona.EMIL, new RefundSale(SessionRunner.entry(buyer, position), reason));
  }

  private static Session.Step subscribing(Persona buyer, int position) {
    return Session.Line.by(buyer, new Subscribe(ANNA, new PricePlanId(position), Optional.empty()));
  }

  /** The first purchase is refunded twice and bought again. */
  private static Arbitrary<List<Session.Step>> refundingAndBuyingAgain(Persona buyer) {
    return Arbitraries.of(unlocking(buyer, CommandArbitraries.PIN), subscribing(buyer, 1))
        .map(buying ->
            List.of(
                buying,
                refund(buyer, 2, "asked"),
                refund(buyer, 2, "asked"),
                refund(buyer, 2, "late"),
                buying));
  }

  /** More years than a subscription may last. */
  private static List<Session.Step> buyingYears(Persona buyer) {
    UpdatePricePlans plans = Commands.offer(Commands.plan(6, 1));
    return Stream.concat(
            Stream.of(
                Session.Line.by(Persona.ANNA, plans), grant(buyer, 20, "for-years-of-" + buyer)),
            Collections.nCopies(11, subscribing(buyer, 1)).stream())
        .map(Session.Step.class::cast)
        .toList();
  }

  /**
   * The cover of the locked album is declared safe, perhaps moved away, and a moderator confirms.
   */
  private static Arbitrary<List<Session.Step>> declaringSafe() {
    PictureId cover = new PictureId(1);
    return Arbitraries.of(Optional.of(LOCKED), Optional.<AlbumId>empty())
        .map(album ->
            List.of(
                Session.Line.by(Persona.ANNA, Commands.describe(cover, "", "", album, true)),
                Session.Line.by(Persona.EMIL, new GalleryApi.Moderate(List.of(cover), true))));
  }

  private static Arbitrary<Session.Wait> waits() {
    return Arbitraries.of(
            Duration.ofMillis(1),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(31))
        .map(Session.Wait::new);
  }

  /** Lines of the owner that must not affect purchases. */
  private static Arbitrary<Session.Line> sellersLines() {
    Arbitrary<AlbumDraft> drafts =
        Arbitraries.of(
            Commands.locked("dearer", CommandArbitraries.PIN, "4"),
            Commands.locked("cheaper", CommandArbitraries.PIN, "0.01"),
            Commands.locked("new PIN", "Zz19", "1.5"),
            AlbumDraft.named("open"));
    Arbitrary<Object> commands =
        Arbitraries.frequencyOf(
            Tuple.of(3, drafts.map(draft -> Commands.update(LOCKED, draft))),
            Tuple.of(
                1,
                Arbitraries.of(
                    Commands.offer(WEEK, YEAR), Commands.offer(YEAR), Commands.offer())));
    return commands.map(command -> Session.Line.by(Persona.ANNA, command));
  }

  /** Lines of those who have credits, about what is on sale. */
  private static Arbitrary<Session.Line> buyersLines() {
    Arbitrary<AlbumId> albums = Arbitraries.integers().between(1, 2).map(AlbumId::new);
    Arbitrary<Object> commands =
        Arbitraries.frequencyOf(
            Tuple.of(
                4,
                Combinators.combine(
                        albums,
                        Arbitraries.of(
                                CommandArbitraries.PIN,
                                CommandArbitraries.PIN,
                                CommandArbitraries.WRONG_PIN)
                            .map(Pin::new),
                        CommandArbitraries.prices())
                    .as(UnlockAlbum::new)),
            Tuple.of(
                1,
                Arbitraries.integers()
                    .between(1, 3)
                    .map(position ->
                        new Subscribe(ANNA, new PricePlanId(position), Optional.empty()))),
            Tuple.of(1, albums.map(GetAlbumPrice::new)));
    return Combinators.combine(buyers(), commands).as(Session.Line::by);
  }

  /** Single lines of a session. */
  private static Arbitrary<Session.Line> sessionLines() {
    Arbitrary<Actors> actors =
        Arbitraries.frequency(
            Tuple.of(20, new Actors(Persona.ANNA, Optional.empty())),
            Tuple.of(8, new Actors(Persona.CLARA, Optional.of(Persona.ANNA))),
            Tuple.of(2, new Actors(Persona.CLARA, Optional.of(Persona.CLARA))),
            Tuple.of(2, new Actors(Persona.CLARA, Optional.empty())),
            Tuple.of(6, new Actors(Persona.BEN, Optional.empty())),
            Tuple.of(4, new Actors(Persona.DORA, Optional.empty())),
            Tuple.of(2, new Actors(Persona.CLARA, Optional.of(Persona.BEN))),
            Tuple.of(1, new Actors(Persona.ANNA, Optional.of(Persona.ANNA))),
            Tuple.of(1, new Actors(Persona.DORA, Optional.of(Persona.ANNA))),
            Tuple.of(1, new Actors(Persona.CLARA, Optional.of(Persona.DORA))),
            Tuple.of(1, new Actors(Persona.EMIL, Optional.of(Persona.ANNA))));
    Arbitrary<Set<Scope>> scopes =
        Arbitraries.frequency(
            Tuple.of(28, Set.of(Scope.values())),
            Tuple.of(1, Set.of()),
            Tuple.of(1, Set.of(Scope.PROFILE_GALLERY)),
            Tuple.of(1, Set.of(Scope.ACCOUNT_CREDITS_HISTORY)),
            Tuple.of(2, Set.of(Scope.ACCOUNT_CREDITS_SPEND)));
    return Combinators.combine(
            actors, Arbitraries.of(SampleApplication.class), scopes, CommandArbitraries.commands())
        .as((who, program, held, command) ->
            new Session.Line(who.actor(), who.actingFor(), program, held, command));
  }

  private record Actors(Persona actor, Optional<Persona> actingFor) {}
}
