package org.pinacotheca.testkit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.member.UserId;

/**
 * What property-based suites of jqwik make galleries and calls of: nasty by default, and at the
 * limits more often than chance has it.
 */
public final class GalleryArbitraries {
  private static final int ALBUMS_NAMED_MAX = 5;
  private static final int PICTURES_NAMED_MAX = 12;

  private static final String SESSION_PIN = "aB3x";

  private GalleryArbitraries() {}

  /** Texts on one line without blanks at their ends, of 1 to {@code lengthMax} code points. */
  public static Arbitrary<String> lines(int lengthMax) {
    Arbitrary<String> random =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(lengthMax / 2 + 1)
            .alpha()
            .numeric()
            .withChars("äß語%_'\"&<");
    return Arbitraries.oneOf(Arbitraries.of(NastyTexts.oneLine(lengthMax)), random)
        .filter(text -> text.codePointCount(0, text.length()) <= lengthMax);
  }

  /** Texts of 0 to {@code lengthMax} code points that may have line ends and blanks anywhere. */
  public static Arbitrary<String> texts(int lengthMax) {
    return Arbitraries.oneOf(Arbitraries.of(NastyTexts.free(lengthMax)), lines(lengthMax));
  }

  /** Names an album may have. */
  public static Arbitrary<String> albumNames() {
    return lines(AlbumName.LENGTH_MAX);
  }

  /** PINs that may be chosen. */
  public static Arbitrary<String> pins() {
    return Arbitraries.strings()
        .ofLength(4)
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .numeric()
        .filter(text -> !new Pin(text).isTriviallyGuessable());
  }

  /** Texts of four characters or about four that are no PIN, or one that may not be chosen. */
  public static Arbitrary<String> pinsRefused() {
    return Arbitraries.of(
        "", "123", "12345", "1234", "4321", "abcd", "dcba", "0000", "zzzz", "a b1", "äöü1", "１２３４",
        "12.4", "😀😀");
  }

  /** Prices in whole hundredths within the limits, written with any number of zeros behind. */
  public static Arbitrary<BigDecimal> prices() {
    Arbitrary<BigDecimal> plain =
        Arbitraries.integers().between(1, 10_000_000).map(cents -> BigDecimal.valueOf(cents, 2));
    return Combinators.combine(plain, Arbitraries.integers().between(2, 6))
        .as(BigDecimal::setScale);
  }

  /** Amounts that are no price. */
  public static Arbitrary<BigDecimal> pricesRefused() {
    return Arbitraries.of(
            "0",
            "0.00",
            "-0.01",
            "-5",
            "0.001",
            "9.999",
            "100000.01",
            "1E+9",
            "1E-9",
            "1E+999999999")
        .map(BigDecimal::new);
  }

  /** Drafts of which an album can be made. */
  public static Arbitrary<AlbumDraft> drafts() {
    Arbitrary<Optional<String>> blanks = texts(1000).optional();
    Arbitrary<Optional<Tuple.Tuple2<String, BigDecimal>>> locks =
        Combinators.combine(pins(), prices()).as(Tuple::of).optional(0.4);
    return Combinators.combine(albumNames(), blanks, locks)
        .as((name, description, lock) ->
            new AlbumDraft(
                Optional.of(name),
                description,
                Optional.empty(),
                lock.map(Tuple.Tuple2::get1),
                lock.map(Tuple.Tuple2::get2)));
  }

  /** Drafts with at least one fault. */
  public static Arbitrary<AlbumDraft> draftsRefused() {
    Optional<String> none = Optional.empty();
    Optional<BigDecimal> free = Optional.empty();
    return Arbitraries.oneOf(
        Arbitraries.of("", "  ", "x".repeat(21), "😀".repeat(21), "a\nb", "a\u0000b", "\uD800")
            .map(name -> new AlbumDraft(Optional.of(name), none, none, none, free)),
        albumNames()
            .map(name ->
                new AlbumDraft(Optional.of(name), Optional.of("x".repeat(1001)), none, none, free)),
        pinsRefused()
            .map(pin ->
                new AlbumDraft(
                    Optional.of("n"), none, none, Optional.of(pin), Optional.of(BigDecimal.ONE))),
        pricesRefused()
            .map(price ->
                new AlbumDraft(
                    Optional.of("n"), none, none, Optional.of("aB3x"), Optional.of(price))),
        pins().map(pin -> new AlbumDraft(Optional.of("n"), none, none, Optional.of(pin), free)),
        prices()
            .map(price -> new AlbumDraft(Optional.of("n"), none, none, none, Optional.of(price))));
  }

  /** Pages, those far past any end among them. */
  public static Arbitrary<PageRequest> pageRequests() {
    Arbitrary<Integer> numbers =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 5), Arbitraries.just(Integer.MAX_VALUE));
    return Combinators.combine(numbers, Arbitraries.integers().between(1, PageRequest.SIZE_MAX))
        .as(PageRequest::new);
  }

  /**
   * Sessions of several members and programs on a {@link Stage}; many of their lines are refused.
   */
  public static Arbitrary<List<Stage.Line>> sessions(int linesMax) {
    return Arbitraries.frequencyOf(Tuple.of(7, sessionLines()), Tuple.of(3, buyersLines()))
        .list()
        .ofMinSize(Math.min(linesMax, 15))
        .ofMaxSize(linesMax)
        .map(lines -> Stream.concat(opening(), lines.stream()).toList());
  }

  /** Anna has something to sell. */
  private static Stream<Stage.Line> opening() {
    List<Facts.PlanFacts> plans = List.of(new Facts.PlanFacts(1, 120), new Facts.PlanFacts(6, 400));
    return Stream.of(
        Stage.Line.by(
            Role.ANNA, new Call.CreateAlbum(GalleryFixture.locked("locked", SESSION_PIN, "1.5"))),
        Stage.Line.by(
            Role.ANNA, new Call.AddFree(List.of(GalleryFixture.upload(SamplePictures.SMALL_PNG)))),
        Stage.Line.by(Role.ANNA, new Call.UpdatePlans(plans)));
  }

  /** Lines of those who have credits, about what is on sale. */
  private static Arbitrary<Stage.Line> buyersLines() {
    Arbitrary<AlbumAt> albums =
        Arbitraries.integers()
            .between(1, 2)
            .map(number -> new AlbumAt(Stage.number(Role.ANNA), new AlbumId(number)));
    Arbitrary<Call> calls =
        Arbitraries.frequencyOf(
            Tuple.of(
                4,
                Combinators.combine(albums, Arbitraries.of(SESSION_PIN, SESSION_PIN, "b3Ax"))
                    .as(Call.UnlockAlbum::new)),
            Tuple.of(
                1,
                Arbitraries.integers()
                    .between(1, 3)
                    .map(place -> new Call.Subscribe(Stage.number(Role.ANNA), place))),
            Tuple.of(1, albums.map(Call.GetAlbumPrice::new)));
    return Combinators.combine(Arbitraries.of(Role.BEN, Role.DORA), calls).as(Stage.Line::by);
  }

  /** Single lines of a session. */
  public static Arbitrary<Stage.Line> sessionLines() {
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
    Arbitrary<Boolean> mayWrite = Arbitraries.frequency(Tuple.of(19, true), Tuple.of(1, false));
    return Combinators.combine(actors, Arbitraries.of(Program.class), mayWrite, calls())
        .as((who, program, scope, call) ->
            new Stage.Line(who.actor(), who.actingFor(), program, scope, call));
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
            Combinators.combine(albums().optional(0.4), texts(1000).optional(), images())
                .as(Call.UploadPhoto::new)),
        Tuple.of(
            1,
            Combinators.combine(owners().optional(), albums().list().ofMaxSize(3))
                .as(Call.FindAlbums::new)),
        Tuple.of(2, findingPictures()),
        Tuple.of(10, selling()));
  }

  private static Arbitrary<Call> selling() {
    Arbitrary<String> pins =
        Arbitraries.frequency(Tuple.of(6, SESSION_PIN), Tuple.of(2, "b3Ax"), Tuple.of(1, "?"));
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
        Tuple.of(1, uploads().map(Call.AddFree::new)),
        Tuple.of(
            1,
            Combinators.combine(owners(), pageNumbers(), pageSizes())
                .as(Call.GetFreeGallery::new)));
  }

  private static Arbitrary<Call> creating() {
    Arbitrary<AlbumDraft> locked =
        Arbitraries.of("1", "1.5", "4")
            .map(price -> GalleryFixture.locked("locked", SESSION_PIN, price));
    return Arbitraries.frequencyOf(
            Tuple.of(9, drafts()), Tuple.of(9, locked), Tuple.of(1, draftsRefused()))
        .map(Call.CreateAlbum::new);
  }

  private static Arbitrary<Call> updatingAlbum() {
    Arbitrary<AlbumDraft> drafts =
        Arbitraries.frequencyOf(Tuple.of(9, drafts()), Tuple.of(1, draftsRefused()));
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
                Tuple.of(9, texts(100)), Tuple.of(1, Arbitraries.just("x".repeat(101))))
            .optional();
    return Combinators.combine(
            pictures(),
            titles,
            texts(1000).optional(),
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
        Tuple.of(1, new UserId(Role.values().length + 1)));
  }

  private static Arbitrary<List<Call.Upload>> uploads() {
    Arbitrary<Call.Upload> one =
        Combinators.combine(texts(100).optional(), texts(1000).optional(), images())
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
