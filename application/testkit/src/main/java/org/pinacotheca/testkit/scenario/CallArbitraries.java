package org.pinacotheca.testkit.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.GalleryArbitraries;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Single calls with the numbers of a script, about existing and missing things. */
final class CallArbitraries {
  /** The PIN of most locked albums. */
  static final String PIN = "aB3x";

  static final String WRONG_PIN = "b3Ax";
  private static final int ALBUMS_NAMED_MAX = 5;
  private static final int PICTURES_NAMED_MAX = 12;

  private CallArbitraries() {}

  /** All kinds of calls of a member. */
  static Arbitrary<Call> calls() {
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
            2,
            Combinators.combine(pictures().list().ofMaxSize(3), Arbitraries.of(true, false))
                .as(Call.Moderate::new)),
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
    Arbitrary<Observed.PlanFacts> plans =
        Combinators.combine(
                Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(8, 6), Tuple.of(1, 7)),
                Arbitraries.frequency(Tuple.of(8, 120L), Tuple.of(2, 400L), Tuple.of(1, 0L)))
            .as(Observed.PlanFacts::new);
    return Arbitraries.frequencyOf(
        Tuple.of(5, Combinators.combine(albums(), pins, prices()).as(Call.UnlockAlbum::new)),
        Tuple.of(1, albums().map(Call.GetAlbumPrice::new)),
        Tuple.of(2, plans.list().ofMaxSize(2).map(Call.UpdatePlans::new)),
        Tuple.of(1, owners().map(Call.GetPlans::new)),
        Tuple.of(
            3,
            Combinators.combine(owners(), Arbitraries.integers().between(1, 2), prices())
                .as(Call.Subscribe::new)),
        Tuple.of(1, Arbitraries.just(new Call.GetSubscriptions())),
        Tuple.of(1, Arbitraries.just(new Call.GetBalance())),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of(true, false), pageNumbers(), pageSizes())
                .as(Call.GetHistory::new)));
  }

  /** Prices that a buyer saw, some of them real. */
  static Arbitrary<OptionalLong> prices() {
    return Arbitraries.frequency(
        Tuple.of(6, OptionalLong.empty()),
        Tuple.of(3, OptionalLong.of(150)),
        Tuple.of(2, OptionalLong.of(120)),
        Tuple.of(1, OptionalLong.of(0)));
  }

  /** Grants, some to a member that does not exist, some with a used reference. */
  static Arbitrary<Call> grants() {
    Arbitrary<UserId> members =
        Arbitraries.of(
            SessionRunner.number(Persona.BEN), SessionRunner.number(Persona.DORA), nobody());
    return Combinators.combine(
            members, Arbitraries.of(1L, 120L, 5000L), Arbitraries.of("first", "second"))
        .as(Call.Grant::new);
  }

  /** Uploads, some with a title, which not every API supports. */
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
            Tuple.of(1, OptionalInt.of(Integer.MAX_VALUE)),
            Tuple.of(1, OptionalInt.of(-1)));
    Arbitrary<AlbumChange> changes =
        Combinators.combine(
                drafts,
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as((draft, keepsText, keepsPin, keepsPrice) ->
                new AlbumChange(
                    draft.name(),
                    keepsText ? new Change.Keep<>() : Change.to(draft.description()),
                    new Change.Keep<>(),
                    keepsPin ? new Change.Keep<>() : Change.to(draft.pin()),
                    keepsPrice ? new Change.Keep<>() : Change.to(draft.pinPrice())));
    return Combinators.combine(albums(), changes, sequences)
        .as((album, change, sequence) -> new Call.UpdateAlbum(album, change, sequence));
  }

  private static Arbitrary<Call> updatingPicture() {
    Arbitrary<Optional<String>> titles =
        Arbitraries.frequencyOf(
                Tuple.of(9, GalleryArbitraries.lines(100)),
                Tuple.of(1, Arbitraries.just("x".repeat(101))))
            .optional();
    return Combinators.combine(
            pictures(),
            changes(titles),
            changes(GalleryArbitraries.texts(1000).optional()),
            changes(albums().optional(0.7)),
            Arbitraries.of(true, false))
        .as((picture, title, text, album, safe) ->
            new Call.UpdatePicture(picture, title, text, album, safe));
  }

  private static <T> Arbitrary<Change<T>> changes(Arbitrary<Optional<T>> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(3, values.map(Change::to)), Tuple.of(1, Arbitraries.create(Change.Keep::new)));
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
        .map(number -> new AlbumAt(SessionRunner.number(Persona.ANNA), new AlbumId(number)));
  }

  private static Arbitrary<PictureAt> pictures() {
    return Arbitraries.integers()
        .between(1, PICTURES_NAMED_MAX)
        .map(number -> new PictureAt(SessionRunner.number(Persona.ANNA), new PictureId(number)));
  }

  /** Owners, the last of whom does not exist. */
  private static Arbitrary<UserId> owners() {
    return Arbitraries.frequency(
        Tuple.of(6, SessionRunner.number(Persona.ANNA)),
        Tuple.of(1, SessionRunner.number(Persona.BEN)),
        Tuple.of(2, SessionRunner.number(Persona.CLARA)),
        Tuple.of(1, nobody()));
  }

  private static UserId nobody() {
    return new UserId(Persona.values().length + 1);
  }

  private static Arbitrary<List<Call.Upload>> uploads() {
    Arbitrary<Call.Upload> one =
        Combinators.combine(
                GalleryArbitraries.lines(100).optional(),
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
}
