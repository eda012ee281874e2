package org.pinacotheca.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.client.Scope;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.member.UserId;

/**
 * Sessions of several members and programs to be played on a {@link Stage}: Anna sells, Ben and
 * Dora have credits, and much of what is asked for is refused.
 */
public final class SessionArbitraries {
  /** A third, which seldom comes out even. */
  static final Commission A_THIRD = new Commission(3333);

  private static final int ALBUMS_NAMED_MAX = 5;
  private static final int PICTURES_NAMED_MAX = 12;
  private static final String PIN = "aB3x";
  private static final String WRONG_PIN = "b3Ax";
  private static final AlbumAt LOCKED = new AlbumAt(Stage.number(Role.ANNA), new AlbumId(1));
  private static final Facts.PlanFacts WEEK = new Facts.PlanFacts(1, 120);
  private static final Facts.PlanFacts YEAR = new Facts.PlanFacts(6, 400);

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
            Tuple.of(3, one(grants().map(grant -> Session.Line.by(Role.EMIL, grant)))),
            Tuple.of(4, buyers().flatMap(SessionArbitraries::subscribingToTheEnd)),
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

  /** Anna has something to sell, and the buyers can pay for some of it, not for all. */
  private static Stream<Session.Step> opening() {
    List<Call.Upload> picture = List.of(GalleryFixture.upload(SamplePictures.SMALL_PNG));
    return Stream.of(
        Session.Line.by(
            Role.ANNA, new Call.CreateAlbum(GalleryFixture.locked("locked", PIN, "1.5"))),
        Session.Line.by(Role.ANNA, new Call.AddPictures(Optional.of(LOCKED), picture)),
        Session.Line.by(Role.ANNA, new Call.AddFree(picture)),
        Session.Line.by(Role.ANNA, new Call.UpdatePlans(List.of(WEEK, YEAR))),
        grant(Role.BEN, 500, "start"),
        grant(Role.DORA, 500, "start-of-Dora"));
  }

  private static Session.Step grant(Role role, long hundredths, String reference) {
    return Session.Line.by(Role.EMIL, new Call.Grant(Stage.number(role), hundredths, reference));
  }

  private static Arbitrary<List<Session.Step>> one(Arbitrary<? extends Session.Step> step) {
    return step.map(List::of);
  }

  private static Arbitrary<Role> buyers() {
    return Arbitraries.of(Role.BEN, Role.DORA);
  }

  private static Session.Step unlocking(Role buyer, String pin) {
    return Session.Line.by(buyer, new Call.UnlockAlbum(LOCKED, pin));
  }

  /** The fifth wrong PIN locks the album for a quarter of an hour, to the millisecond. */
  private static List<Session.Step> guessing(Role buyer) {
    return Stream.concat(
            Collections.nCopies(5, unlocking(buyer, WRONG_PIN)).stream(),
            Stream.of(
                unlocking(buyer, PIN),
                new Session.Wait(Duration.ofMinutes(15).minusMillis(1)),
                unlocking(buyer, PIN),
                new Session.Wait(Duration.ofMillis(1)),
                unlocking(buyer, PIN)))
        .toList();
  }

  /** A subscription is looked at in its last moment and when it is over. */
  private static Arbitrary<List<Session.Step>> subscribingToTheEnd(Role buyer) {
    return Arbitraries.integers()
        .between(1, 2)
        .map(place ->
            List.of(
                Session.Line.by(buyer, new Call.Subscribe(Stage.number(Role.ANNA), place)),
                new Session.WaitForAnEnd(Session.Moment.LAST),
                Session.Line.by(buyer, new Call.GetSubscriptions()),
                new Session.WaitForAnEnd(Session.Moment.OVER),
                Session.Line.by(buyer, new Call.GetSubscriptions())));
  }

  /** More years than anybody may buy. */
  private static List<Session.Step> buyingYears(Role buyer) {
    Call plans = new Call.UpdatePlans(List.of(new Facts.PlanFacts(YEAR.durationId(), 1)));
    Call year = new Call.Subscribe(Stage.number(Role.ANNA), 1);
    return Stream.concat(
            Stream.of(Session.Line.by(Role.ANNA, plans), grant(buyer, 20, "for-years-of-" + buyer)),
            Collections.nCopies(11, Session.Line.by(buyer, year)).stream())
        .map(Session.Step.class::cast)
        .toList();
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

  /** Lines of the owner that must not touch what was bought. */
  private static Arbitrary<Session.Line> sellersLines() {
    Arbitrary<AlbumDraft> drafts =
        Arbitraries.of(
            GalleryFixture.locked("dearer", PIN, "4"),
            GalleryFixture.locked("cheaper", PIN, "0.01"),
            GalleryFixture.locked("new PIN", "Zz19", "1.5"),
            GalleryFixture.draft("open"));
    Arbitrary<Call> calls =
        Arbitraries.frequencyOf(
            Tuple.of(
                3, drafts.map(draft -> new Call.UpdateAlbum(LOCKED, draft, OptionalInt.empty()))),
            Tuple.of(
                1,
                Arbitraries.of(
                    new Call.UpdatePlans(List.of(WEEK, YEAR)),
                    new Call.UpdatePlans(List.of(YEAR)),
                    new Call.UpdatePlans(List.of()))));
    return calls.map(call -> Session.Line.by(Role.ANNA, call));
  }

  /** Lines of those who have credits, about what is on sale. */
  private static Arbitrary<Session.Line> buyersLines() {
    Arbitrary<AlbumAt> albums =
        Arbitraries.integers()
            .between(1, 2)
            .map(number -> new AlbumAt(Stage.number(Role.ANNA), new AlbumId(number)));
    Arbitrary<Call> calls =
        Arbitraries.frequencyOf(
            Tuple.of(
                4,
                Combinators.combine(albums, Arbitraries.of(PIN, PIN, WRONG_PIN))
                    .as(Call.UnlockAlbum::new)),
            Tuple.of(
                1,
                Arbitraries.integers()
                    .between(1, 3)
                    .map(place -> new Call.Subscribe(Stage.number(Role.ANNA), place))),
            Tuple.of(1, albums.map(Call.GetAlbumPrice::new)));
    return Combinators.combine(buyers(), calls).as(Session.Line::by);
  }

  /** Single lines of a session. */
  private static Arbitrary<Session.Line> sessionLines() {
    Arbitrary<Actors> actors =
        Arbitraries.frequency(
            Tuple.of(20, new Actors(Role.ANNA, Optional.empty())),
            Tuple.of(8, new Actors(Role.CLARA, Optional.of(Role.ANNA))),
            Tuple.of(2, new Actors(Role.CLARA, Optional.of(Role.CLARA))),
            Tuple.of(2, new Actors(Role.CLARA, Optional.empty())),
            Tuple.of(6, new Actors(Role.BEN, Optional.empty())),
            Tuple.of(4, new Actors(Role.DORA, Optional.empty())),
            Tuple.of(2, new Actors(Role.CLARA, Optional.of(Role.BEN))),
            Tuple.of(1, new Actors(Role.ANNA, Optional.of(Role.ANNA))),
            Tuple.of(1, new Actors(Role.DORA, Optional.of(Role.ANNA))),
            Tuple.of(1, new Actors(Role.CLARA, Optional.of(Role.DORA))),
            Tuple.of(1, new Actors(Role.EMIL, Optional.of(Role.ANNA))));
    Arbitrary<Set<Scope>> scopes =
        Arbitraries.frequency(
            Tuple.of(28, Set.of(Scope.values())),
            Tuple.of(1, Set.of()),
            Tuple.of(1, Set.of(Scope.PROFILE_GALLERY)),
            Tuple.of(1, Set.of(Scope.ACCOUNT_CREDITS_HISTORY)));
    return Combinators.combine(actors, Arbitraries.of(Program.class), scopes, calls())
        .as((who, program, held, call) ->
            new Session.Line(who.actor(), who.actingFor(), program, held, call));
  }

  private static Arbitrary<Call> calls() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, creating()),
        Tuple.of(2, updatingAlbum()),
        Tuple.of(
            1,
            Combinators.combine(albums(), Arbitraries.of(true, false)).as(Call.RemoveAlbum::new)),
        Tuple.of(
            1, Combinators.combine(owners(), Arbitraries.of(true, false)).as(Call.ListAlbums::new)),
        Tuple.of(
            6, Combinators.combine(albums().optional(0.7), uploads()).as(Call.AddPictures::new)),
        Tuple.of(1, pictures().list().ofMaxSize(3).map(Call.RemovePictures::new)),
        Tuple.of(3, updatingPicture()),
        Tuple.of(3, readingGallery()),
        Tuple.of(1, Combinators.combine(pageNumbers(), pageSizes()).as(Call.GetPending::new)),
        Tuple.of(3, pictures().list().ofMaxSize(3).map(Call.Approve::new)),
        Tuple.of(1, pictures().list().ofMaxSize(2).map(Call.Reject::new)),
        Tuple.of(
            6,
            Combinators.combine(
                    albums().optional(0.4), GalleryArbitraries.texts(1000).optional(), images())
                .as(Call.UploadPhoto::new)),
        Tuple.of(
            1,
            Combinators.combine(owners().optional(), albums().list().ofMaxSize(3))
                .as(Call.FindAlbums::new)),
        Tuple.of(2, findingPictures()),
        Tuple.of(1, freeUploads().map(Call.AddFree::new)),
        Tuple.of(
            1,
            Combinators.combine(owners(), pageNumbers(), pageSizes()).as(Call.GetFreeGallery::new)),
        Tuple.of(11, selling()));
  }

  private static Arbitrary<Call> selling() {
    Arbitrary<String> pins =
        Arbitraries.frequency(Tuple.of(6, PIN), Tuple.of(2, WRONG_PIN), Tuple.of(1, "?"));
    Arbitrary<Facts.PlanFacts> plans =
        Combinators.combine(
                Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(8, 6), Tuple.of(1, 7)),
                Arbitraries.frequency(Tuple.of(8, 120L), Tuple.of(2, 400L), Tuple.of(1, 0L)))
            .as(Facts.PlanFacts::new);
    return Arbitraries.frequencyOf(
        Tuple.of(5, Combinators.combine(albums(), pins).as(Call.UnlockAlbum::new)),
        Tuple.of(1, albums().map(Call.GetAlbumPrice::new)),
        Tuple.of(2, plans.list().ofMaxSize(2).map(Call.UpdatePlans::new)),
        Tuple.of(1, owners().map(Call.GetPlans::new)),
        Tuple.of(
            3,
            Combinators.combine(owners(), Arbitraries.integers().between(1, 2))
                .as(Call.Subscribe::new)),
        Tuple.of(1, Arbitraries.just(new Call.GetSubscriptions())),
        Tuple.of(1, Arbitraries.just(new Call.GetBalance())),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of(true, false), pageNumbers(), pageSizes())
                .as(Call.GetHistory::new)));
  }

  /** Some name a member that does not exist, and some a reference that was used. */
  private static Arbitrary<Call> grants() {
    Arbitrary<UserId> members =
        Arbitraries.of(Stage.number(Role.BEN), Stage.number(Role.DORA), nobody());
    return Combinators.combine(
            members, Arbitraries.of(1L, 120L, 5000L), Arbitraries.of("first", "second"))
        .as(Call.Grant::new);
  }

  /** Some have a title, for which not every door has a word. */
  private static Arbitrary<List<Call.Upload>> freeUploads() {
    Arbitrary<Call.Upload> untitled =
        Combinators.combine(GalleryArbitraries.texts(1000).optional(), images())
            .as((description, image) -> new Call.Upload(Optional.empty(), description, image));
    return Arbitraries.frequencyOf(
        Tuple.of(4, untitled.list().ofMinSize(1).ofMaxSize(2)), Tuple.of(1, uploads()));
  }

  private static Arbitrary<Call> creating() {
    Arbitrary<AlbumDraft> locked =
        Arbitraries.of("1", "1.5", "4").map(price -> GalleryFixture.locked("locked", PIN, price));
    return Arbitraries.frequencyOf(
            Tuple.of(9, GalleryArbitraries.drafts()),
            Tuple.of(9, locked),
            Tuple.of(1, GalleryArbitraries.draftsRefused()))
        .map(Call.CreateAlbum::new);
  }

  private static Arbitrary<Call> updatingAlbum() {
    Arbitrary<AlbumDraft> drafts =
        Arbitraries.frequencyOf(
            Tuple.of(9, GalleryArbitraries.drafts()),
            Tuple.of(1, GalleryArbitraries.draftsRefused()));
    Arbitrary<OptionalInt> sequences =
        Arbitraries.frequency(
            Tuple.of(3, OptionalInt.empty()),
            Tuple.of(2, OptionalInt.of(0)),
            Tuple.of(2, OptionalInt.of(2)),
            Tuple.of(1, OptionalInt.of(Album.SEQUENCE_MAX)),
            Tuple.of(1, OptionalInt.of(-1)));
    return Combinators.combine(albums(), drafts, sequences).as(Call.UpdateAlbum::new);
  }

  private static Arbitrary<Call> updatingPicture() {
    Arbitrary<Optional<String>> titles =
        Arbitraries.frequencyOf(
                Tuple.of(9, GalleryArbitraries.texts(100)),
                Tuple.of(1, Arbitraries.just("x".repeat(101))))
            .optional();
    return Combinators.combine(
            pictures(),
            titles,
            GalleryArbitraries.texts(1000).optional(),
            albums().optional(0.7),
            Arbitraries.of(true, false))
        .as(Call.UpdatePicture::new);
  }

  private static Arbitrary<Call> readingGallery() {
    return Combinators.combine(
            owners(),
            albums().optional(0.3),
            Arbitraries.of(PictureOrder.class),
            pageNumbers(),
            pageSizes())
        .as(Call.GetGallery::new);
  }

  private static Arbitrary<Call> findingPictures() {
    return Combinators.combine(
            owners().list().ofMaxSize(2),
            albums().optional(0.4),
            pictures().list().ofMaxSize(3),
            pageNumbers(),
            pageSizes())
        .as(Call.FindPictures::new);
  }

  private static Arbitrary<AlbumAt> albums() {
    return Arbitraries.integers()
        .between(1, ALBUMS_NAMED_MAX)
        .map(number -> new AlbumAt(Stage.number(Role.ANNA), new AlbumId(number)));
  }

  private static Arbitrary<PictureAt> pictures() {
    return Arbitraries.integers()
        .between(1, PICTURES_NAMED_MAX)
        .map(number -> new PictureAt(Stage.number(Role.ANNA), new PictureId(number)));
  }

  /** The last one is nobody. */
  private static Arbitrary<UserId> owners() {
    return Arbitraries.frequency(
        Tuple.of(6, Stage.number(Role.ANNA)),
        Tuple.of(1, Stage.number(Role.BEN)),
        Tuple.of(2, Stage.number(Role.CLARA)),
        Tuple.of(1, nobody()));
  }

  private static UserId nobody() {
    return new UserId(Role.values().length + 1);
  }

  private static Arbitrary<List<Call.Upload>> uploads() {
    Arbitrary<Call.Upload> one =
        Combinators.combine(
                GalleryArbitraries.texts(100).optional(),
                GalleryArbitraries.texts(1000).optional(),
                images())
            .as(Call.Upload::new);
    Arbitrary<List<Call.Upload>> many =
        Arbitraries.of(0, 20, 50, 51)
            .map(count ->
                Collections.nCopies(count, GalleryFixture.upload(SamplePictures.SMALL_PNG)));
    return Arbitraries.frequencyOf(
        Tuple.of(9, one.list().ofMinSize(1).ofMaxSize(3)), Tuple.of(1, many));
  }

  private static Arbitrary<SamplePictures> images() {
    return Arbitraries.frequencyOf(
        Tuple.of(19, Arbitraries.of(SamplePictures.goodOnes())),
        Tuple.of(1, Arbitraries.of(SamplePictures.class)));
  }

  private static Arbitrary<OptionalInt> pageNumbers() {
    return Arbitraries.frequency(
        Tuple.of(4, OptionalInt.empty()),
        Tuple.of(4, OptionalInt.of(1)),
        Tuple.of(2, OptionalInt.of(2)),
        Tuple.of(1, OptionalInt.of(Integer.MAX_VALUE)),
        Tuple.of(1, OptionalInt.of(0)));
  }

  private static Arbitrary<OptionalInt> pageSizes() {
    return Arbitraries.frequency(
        Tuple.of(4, OptionalInt.empty()),
        Tuple.of(4, OptionalInt.of(2)),
        Tuple.of(4, OptionalInt.of(PageRequest.SIZE_MAX)),
        Tuple.of(1, OptionalInt.of(0)),
        Tuple.of(1, OptionalInt.of(PageRequest.SIZE_MAX + 1)));
  }

  private record Actors(Role actor, Optional<Role> actingFor) {}
}
