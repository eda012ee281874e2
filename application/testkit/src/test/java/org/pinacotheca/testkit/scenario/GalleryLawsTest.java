package org.pinacotheca.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.PictureLinks;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.CreditAccounts;
import org.pinacotheca.application.api.selling.NamedSubscription;
import org.pinacotheca.domain.access.GalleryAccess;
import org.pinacotheca.domain.access.PricePlan;
import org.pinacotheca.domain.access.Subscription;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumKind;
import org.pinacotheca.domain.album.AlbumTally;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.album.PinLock;
import org.pinacotheca.domain.credits.AccountId;
import org.pinacotheca.domain.credits.LedgerEntry;
import org.pinacotheca.domain.credits.PostedTransfer;
import org.pinacotheca.domain.credits.Transfer;
import org.pinacotheca.domain.credits.TransferReason;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.testkit.LyingApi;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;

/** Every law fails on an API that lies about what the law guards. */
class GalleryLawsTest {
  private static final Optional<PictureLinks> LINKED = Optional.of(rendition -> "an address");

  private final SampleMembers world = SampleMembers.of(InMemoryGallery.empty());
  private final CoreApi api = new CoreApi(world.gallery());
  private final GalleryFixture fixture = new GalleryFixture(world, api);
  private final Caller anna = world.caller(Persona.ANNA);

  GalleryLawsTest() {
    AlbumId first = fixture.createAlbum(anna, "first");
    fixture.createAlbum(anna, "second");
    fixture.add(anna, Optional.of(first), SamplePictures.SMALL_PNG, SamplePictures.SMALL_PNG);
    fixture.add(anna, Optional.empty(), SamplePictures.SMALL_PNG, SamplePictures.SMALL_PNG);
  }

  @Test
  void anHonestApiKeepsAllLaws() {
    GalleryLaws.holdFor(api, anna, world.member(Persona.ANNA));
    GalleryLaws.holdFor(api, world.caller(Persona.DORA), world.member(Persona.ANNA));
    GalleryLaws.holdFor(api, anna, world.member(Persona.BEN));
  }

  @Test
  void aWrongSizeIsFound() {
    assertLie(
        albums(view ->
            with(view, tally(view.album().tally().approved() + 1), view.cover(), view.coverSafe())),
        anna);
  }

  @Test
  void aWrongOrderIsFound() {
    assertLie(
        outcome ->
            outcome instanceof ListAlbums.Listed(var albums)
                ? new ListAlbums.Listed(albums.reversed())
                : outcome,
        anna);
  }

  @Test
  void anAddressForAStrangerIsFound() {
    Caller dora = world.caller(Persona.DORA);
    assertLie(pictures(view -> new PictureView(view.picture(), LINKED)), dora);
    assertLie(pictures(view -> new PictureView(view.picture(), Optional.empty())), anna);
    assertLie(albums(view -> with(view, view.album().tally(), LINKED, view.coverSafe())), dora);
  }

  @Test
  void aCoverThatIsNotAsSafeAsItsPictureIsFound() {
    assertLie(
        albums(view -> with(view, view.album().tally(), view.cover(), !view.coverSafe())), anna);
  }

  @Test
  void aWrongTotalIsFound() {
    assertLie(
        outcome ->
            outcome instanceof GetGallery.Read(var owner, var page)
                ? new GetGallery.Read(
                    owner, new Page<>(page.items(), page.request(), page.total() + 1))
                : outcome,
        anna);
  }

  @Test
  void aWrongCoverIsFound() {
    assertLie(
        albums(view -> {
          AlbumTally tally = view.album().tally();
          Optional<Cover> other =
              tally
                  .cover()
                  .map(cover -> new Cover(new PictureId(1 << 30), cover.format(), cover.safe()));
          return with(
              view,
              new AlbumTally(tally.pictures(), tally.approved(), other),
              view.cover(),
              view.coverSafe());
        }),
        anna);
  }

  @Test
  void idsOfOtherPicturesAreFound() {
    assertLie(
        albums(view ->
            new AlbumView(
                view.album(),
                view.cover(),
                view.coverSafe(),
                Optional.of(List.of(new PictureId(1 << 30))))),
        anna);
  }

  @Test
  void repliesThatDifferDoNotAgree() {
    Reply listed = api.call(anna, Commands.list(world.member(Persona.ANNA)));
    assertThat(difference(listed, listed, Set.of())).isEmpty();
    Reply refused = new Reply.Refused(AlbumFull.class);
    assertThat(difference(listed, refused, Set.of())).isPresent();
    assertThat(difference(refused, new Reply.Refused(GalleryFull.class), Set.of())).isPresent();
    UnaryOperator<Object> reversed =
        outcome -> new ListAlbums.Listed(((ListAlbums.Listed) outcome).albums().reversed());
    UnaryOperator<Object> shortened =
        outcome -> new ListAlbums.Listed(((ListAlbums.Listed) outcome).albums().subList(0, 1));
    UnaryOperator<Object> unsafe =
        albums(view -> with(view, view.album().tally(), view.cover(), !view.coverSafe()));
    for (UnaryOperator<Object> lie : List.of(reversed, shortened, unsafe)) {
      Reply other = new LyingApi(api, lie).call(anna, Commands.list(world.member(Persona.ANNA)));
      assertThat(difference(listed, other, Set.of())).isPresent();
    }
  }

  @Test
  void whatOneApiHidesIsNotCompared() {
    GalleryApi liar =
        new LyingApi(
            api, albums(view -> with(view, view.album().tally(), view.cover(), !view.coverSafe())));
    Reply listed = api.call(anna, Commands.list(world.member(Persona.ANNA)));
    Reply other = liar.call(anna, Commands.list(world.member(Persona.ANNA)));
    assertThat(difference(listed, other, Set.of())).get().asString().contains("[0].coverSafe");
    assertThat(difference(listed, other, Set.of(Field.COVER_SAFETY))).isEmpty();
  }

  @Test
  void everythingLeftOutIsAComponentOfAnOutcome() {
    Set<String> components =
        Stream.of(
                Album.class,
                AlbumKind.ApplicationDefault.class,
                AlbumTally.class,
                AlbumView.class,
                Cover.class,
                PinLock.class,
                Picture.class,
                PictureText.class,
                Page.class,
                GetGallery.Read.class,
                PricePlan.class,
                GalleryAccess.Subscribed.class,
                Subscription.class,
                NamedSubscription.class,
                AccountId.OfPlatform.class,
                CreditAccounts.Grant.class,
                LedgerEntry.class,
                PostedTransfer.class,
                Transfer.class,
                TransferReason.Subscribed.class,
                TransferReason.Refunded.class)
            .flatMap(record ->
                Stream.of(record.getRecordComponents())
                    .map(component -> record.getSimpleName() + "." + component.getName()))
            .collect(Collectors.toSet());
    assertThat(components).containsAll(ReplyTree.DIFFERENT);
    for (Field field : Field.values()) {
      assertThat(components).as(field.name()).containsAll(field.components());
    }
  }

  @Test
  void whatIsNotOfferedIsReadThroughTheUseCasesReportedAndNotJudged() {
    GalleryFixture without = new GalleryFixture(world, (caller, command) -> new Reply.NotOffered());
    assertThat(without.albumsOf(Persona.ANNA, anna)).hasSize(2);
    Object create = Commands.create(AlbumDraft.named("another"));
    without.refused(world.readerOnly(Persona.ANNA), create, AlbumFull.class);
    assertThat(without.notOffered()).containsExactly("CreateAlbum", "ListAlbums");
    assertThat(without.offersSome()).isFalse();
    assertThatThrownBy(without::useCases).isInstanceOf(TestAbortedException.class);
    assertThat(fixture.offersSome()).isTrue();
    assertThat(fixture.useCases()).isSameAs(world.gallery());
  }

  @Test
  void aTraceOfARefusalIsShownByItsFirstDifference() {
    List<Integer> seen = new ArrayList<>(List.of(1, 2, 3));
    Supplier<Reply> call =
        () -> {
          seen.set(1, 7);
          return new Reply.Refused(AlbumFull.class);
        };
    assertThatThrownBy(() -> GalleryLaws.refusalLeavesNoTrace(() -> List.copyOf(seen), call))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("[1] is 2 in one and 7 in the other")
        .hasMessageContaining("AlbumFull");
  }

  private static Optional<String> difference(Reply one, Reply other, Set<Field> hidden) {
    return ReplyTree.difference(
        ReplyTree.of(one, hidden, id -> id), ReplyTree.of(other, hidden, id -> id));
  }

  private void assertLie(UnaryOperator<Object> lie, Caller viewer) {
    GalleryApi liar = new LyingApi(api, lie);
    assertThatThrownBy(() -> GalleryLaws.holdFor(liar, viewer, world.member(Persona.ANNA)))
        .isInstanceOf(AssertionError.class);
  }

  private static UnaryOperator<Object> albums(UnaryOperator<AlbumView> change) {
    return outcome ->
        outcome instanceof ListAlbums.Listed(var albums)
            ? new ListAlbums.Listed(albums.stream().map(change).toList())
            : outcome;
  }

  private static UnaryOperator<Object> pictures(UnaryOperator<PictureView> change) {
    return outcome ->
        outcome instanceof GetGallery.Read(var owner, var page)
            ? new GetGallery.Read(owner, page.map(change))
            : outcome;
  }

  private static AlbumTally tally(int approved) {
    return new AlbumTally(
        approved, approved, Optional.of(new Cover(new PictureId(1 << 30), ImageFormat.PNG, false)));
  }

  private static AlbumView with(
      AlbumView view, AlbumTally tally, Optional<PictureLinks> cover, boolean coverSafe) {
    return new AlbumView(
        view.album().holding(tally, view.album().modified()), cover, coverSafe, view.pictureIds());
  }
}
