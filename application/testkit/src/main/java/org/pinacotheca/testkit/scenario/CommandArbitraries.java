package org.pinacotheca.testkit.scenario;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.ApprovePictures;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetFreeGallery;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.GetPendingPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.api.selling.CreditAccounts.GrantCredits;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.GetCreditBalance;
import org.pinacotheca.application.api.selling.GetCreditsHistory;
import org.pinacotheca.application.api.selling.Subscribe;
import org.pinacotheca.application.api.selling.UnlockAlbum;
import org.pinacotheca.application.api.selling.UpdatePricePlans;
import org.pinacotheca.domain.access.PlanDraft;
import org.pinacotheca.domain.access.PriceList;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumRevision;
import org.pinacotheca.domain.album.Pin;
import org.pinacotheca.domain.credits.Credits;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.gallery.PricePlanId;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.domain.validation.Checked;
import org.pinacotheca.testkit.generate.GalleryArbitraries;
import org.pinacotheca.testkit.generate.SamplePictures;

/** Single commands with the numbers of a script, about existing and missing things. */
final class CommandArbitraries {
  /** The PIN of most locked albums. */
  static final String PIN = "aB3x";

  static final String WRONG_PIN = "b3Ax";
  private static final int ALBUMS_NAMED_MAX = 5;
  private static final int PICTURES_NAMED_MAX = 12;

  private CommandArbitraries() {}

  /** All kinds of commands of a member. */
  static Arbitrary<Object> commands() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, creating()),
        Tuple.of(2, updatingAlbum()),
        Tuple.of(
            1, Combinators.combine(albums(), Arbitraries.of(true, false)).as(RemoveAlbum::new)),
        Tuple.of(
            1,
            Combinators.combine(owners(), Arbitraries.of(true, false))
                .as((owner, withIds) -> new ListAlbums(owner, withIds, Masking.NONE))),
        Tuple.of(6, Combinators.combine(albums().optional(0.7), uploads()).as(AddPictures::new)),
        Tuple.of(1, selections(3).map(RemovePictures::new)),
        Tuple.of(3, updatingPicture()),
        Tuple.of(3, readingGallery()),
        Tuple.of(1, pages().map(page -> new GetPendingPictures(page, Masking.NONE))),
        Tuple.of(3, selections(3).map(ApprovePictures::new)),
        Tuple.of(1, selections(2).map(RejectPictures::new)),
        Tuple.of(
            2,
            Combinators.combine(pictures().list().ofMaxSize(3), Arbitraries.of(true, false))
                .as(GalleryApi.Moderate::new)),
        Tuple.of(
            6,
            Combinators.combine(albums().optional(0.4), GalleryArbitraries.texts(1000), images())
                .as(CommandArbitraries::upload)),
        Tuple.of(
            1,
            Combinators.combine(owners().optional(), albums().set().ofMaxSize(3))
                .filter((owner, albums) -> owner.isPresent() || !albums.isEmpty())
                .as(FindAlbums::new)),
        Tuple.of(2, findingPictures()),
        Tuple.of(1, freeUploads()),
        Tuple.of(
            1,
            Combinators.combine(owners(), pages())
                .as((owner, page) -> new GetFreeGallery(owner, page, Masking.NONE))),
        Tuple.of(11, selling()));
  }

  private static Arbitrary<Object> selling() {
    Arbitrary<Pin> pins =
        Arbitraries.frequency(Tuple.of(6, PIN), Tuple.of(2, WRONG_PIN)).map(Pin::new);
    Arbitrary<PlanDraft> plans =
        Combinators.combine(
                Arbitraries.of(1, 6), Arbitraries.frequency(Tuple.of(8, 120L), Tuple.of(2, 400L)))
            .as(Commands::plan);
    return Arbitraries.frequencyOf(
        Tuple.of(5, Combinators.combine(albums(), pins, prices()).as(UnlockAlbum::new)),
        Tuple.of(1, albums().map(GetAlbumPrice::new)),
        Tuple.of(
            2,
            plans
                .list()
                .ofMaxSize(2)
                .map(list -> new UpdatePricePlans(PriceList.check(list).orElseThrow()))),
        Tuple.of(1, owners().map(GalleryApi.GetPlans::new)),
        Tuple.of(
            3,
            Combinators.combine(
                    owners(), Arbitraries.integers().between(1, 2).map(PricePlanId::new), prices())
                .as(Subscribe::new)),
        Tuple.of(1, Arbitraries.just(Commands.subscriptions())),
        Tuple.of(1, Arbitraries.just(new GetCreditBalance())),
        Tuple.of(
            1,
            Combinators.combine(
                    Arbitraries.of(true, false), pageNumbers().optional(0.6), pageSizes())
                .as((newestFirst, number, size) ->
                    new GetCreditsHistory(
                        newestFirst,
                        number.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        size))));
  }

  /** Prices that a buyer saw, some of them real. */
  static Arbitrary<Optional<Credits>> prices() {
    return Arbitraries.frequency(
        Tuple.of(6, Optional.empty()),
        Tuple.of(3, Optional.of(new Credits(150))),
        Tuple.of(2, Optional.of(new Credits(120))),
        Tuple.of(1, Optional.of(new Credits(0))));
  }

  /** Grants, some to a member that does not exist, some with a used reference. */
  static Arbitrary<GrantCredits> grants() {
    Arbitrary<UserId> members =
        Arbitraries.of(
            SessionRunner.number(Persona.BEN), SessionRunner.number(Persona.DORA), nobody());
    return Combinators.combine(
            members, Arbitraries.of(1L, 120L, 5000L), Arbitraries.of("first", "second"))
        .as(Commands::grant);
  }

  /** Uploads, some with a title, which not every API supports. */
  private static Arbitrary<AddPictures> freeUploads() {
    Arbitrary<NewPicture> untitled =
        Combinators.combine(GalleryArbitraries.texts(1000), images())
            .as((description, image) -> new NewPicture(new PictureText("", description), image));
    return Arbitraries.frequencyOf(
            Tuple.of(4, untitled.list().ofMinSize(1).ofMaxSize(2)), Tuple.of(1, uploads()))
        .map(pictures -> new AddPictures(GalleryKind.FREE, Optional.empty(), pictures));
  }

  private static Arbitrary<CreateAlbum> creating() {
    Arbitrary<AlbumDraft> locked =
        Arbitraries.of("1", "1.5", "4").map(price -> Commands.locked("locked", PIN, price));
    return Arbitraries.oneOf(GalleryArbitraries.drafts(), locked).map(Commands::create);
  }

  private static Arbitrary<UpdateAlbum> updatingAlbum() {
    Arbitrary<OptionalInt> sequences =
        Arbitraries.frequency(
            Tuple.of(3, OptionalInt.empty()),
            Tuple.of(2, OptionalInt.of(0)),
            Tuple.of(2, OptionalInt.of(2)),
            Tuple.of(1, OptionalInt.of(Integer.MAX_VALUE)));
    Arbitrary<AlbumRevision> revisions =
        Combinators.combine(
                GalleryArbitraries.drafts(),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as((draft, keepsText, keepsPin, keepsPrice) ->
                new AlbumChange(
                    draft.name(),
                    keepsText ? new Change.Keep<>() : Change.to(draft.description()),
                    new Change.Keep<>(),
                    keepsPin ? new Change.Keep<>() : Change.to(draft.pin()),
                    keepsPrice ? new Change.Keep<>() : Change.to(draft.pinPrice())))
            .map(AlbumChange::check)
            .filter(checked -> checked.faults().isEmpty())
            .map(Checked::orElseThrow);
    return Combinators.combine(albums(), revisions, sequences).as(UpdateAlbum::new);
  }

  private static Arbitrary<UpdatePicture> updatingPicture() {
    return Combinators.combine(
            pictures(),
            changes(GalleryArbitraries.lines(100).optional()),
            changes(GalleryArbitraries.texts(1000).optional()),
            changes(albums().optional(0.7)),
            Arbitraries.of(true, false))
        .as((picture, title, text, album, safe) ->
            new UpdatePicture(
                picture, new PictureText.Revision(title, text), album, Optional.of(safe)));
  }

  private static <T> Arbitrary<Change<T>> changes(Arbitrary<Optional<T>> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(3, values.map(Change::to)), Tuple.of(1, Arbitraries.create(Change.Keep::new)));
  }

  private static Arbitrary<GetGallery> readingGallery() {
    return Combinators.combine(
            owners(), albums().optional(0.3), Arbitraries.of(PictureOrder.class), pages())
        .as((owner, album, order, page) -> new GetGallery(owner, album, order, page, Masking.NONE));
  }

  private static UploadPhoto upload(Optional<AlbumId> album, String caption, SamplePictures image) {
    return new UploadPhoto(album, new PictureText("", caption), image);
  }

  private static Arbitrary<FindPictures> findingPictures() {
    return Combinators.combine(
            owners().list().ofMaxSize(2),
            albums().optional(0.4),
            pictures().list().ofMaxSize(3),
            pages())
        .filter((owners, album, pictures, page) ->
            !owners.isEmpty() || album.isPresent() || !pictures.isEmpty())
        .as(FindPictures::new);
  }

  private static Arbitrary<AlbumId> albums() {
    return Arbitraries.integers().between(1, ALBUMS_NAMED_MAX).map(AlbumId::new);
  }

  private static Arbitrary<PictureId> pictures() {
    return Arbitraries.integers().between(1, PICTURES_NAMED_MAX).map(PictureId::new);
  }

  private static Arbitrary<PictureSelection> selections(int sizeMax) {
    return pictures().list().ofMinSize(1).ofMaxSize(sizeMax).map(PictureSelection::of);
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

  private static Arbitrary<List<NewPicture>> uploads() {
    Arbitrary<NewPicture> one =
        Combinators.combine(GalleryArbitraries.lines(100), GalleryArbitraries.texts(1000), images())
            .as((title, description, image) ->
                new NewPicture(new PictureText(title, description), image));
    Arbitrary<List<NewPicture>> many =
        Arbitraries.of(20, 50).map(count -> Commands.add(Optional.empty(), count).pictures());
    return Arbitraries.frequencyOf(
        Tuple.of(19, one.list().ofMinSize(1).ofMaxSize(3)), Tuple.of(1, many));
  }

  private static Arbitrary<SamplePictures> images() {
    return Arbitraries.frequencyOf(
        Tuple.of(19, Arbitraries.of(SamplePictures.goodOnes())),
        Tuple.of(1, Arbitraries.of(SamplePictures.class)));
  }

  private static Arbitrary<PageRequest> pages() {
    return Combinators.combine(pageNumbers(), pageSizes()).as(PageRequest::new);
  }

  private static Arbitrary<Integer> pageNumbers() {
    return Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(2, 2), Tuple.of(1, Integer.MAX_VALUE));
  }

  private static Arbitrary<Integer> pageSizes() {
    return Arbitraries.of(PageRequest.SIZE_DEFAULT, 2, PageRequest.SIZE_MAX);
  }
}
