package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.selling.GetAlbumPrice;
import org.pinacotheca.application.api.selling.NotEnoughCredits;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.NastyTexts;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;

/** How albums behave. Part of {@link GalleryContract}. */
public interface AlbumBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void anAlbumIsListedAsItWasWritten() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    List<String> names = NastyTexts.oneLine(AlbumName.LENGTH_MAX);
    for (String name : names) {
      AlbumView created =
          fixture
              .done(
                  anna,
                  Commands.create(AlbumDraft.named(name).described(name.repeat(20))),
                  CreateAlbum.Created.class)
              .album();
      assertThat(created.album().name().value()).isEqualTo(name);
      assertThat(created.album().description()).isEqualTo(name.repeat(20));
      assertThat(GalleryFixture.size(created)).isZero();
    }
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .extracting(view -> view.album().name().value(), view -> view.album().description())
        .isEqualTo(names.stream().map(name -> tuple(name, name.repeat(20))).toList());
  }

  @Test
  default void albumsStandInTheOrderTheirOwnerChose() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId first = fixture.createAlbum(anna, "first");
    AlbumId second = fixture.createAlbum(anna, "second");
    AlbumId third = fixture.createAlbum(anna, "third");
    AlbumId fourth = fixture.createAlbum(anna, "fourth");
    assertThat(order(fixture)).containsExactly(first, second, third, fourth);
    assertThat(moved(fixture, fourth, 0)).isZero();
    assertThat(order(fixture)).containsExactly(fourth, first, second, third);
    assertThat(moved(fixture, first, 2)).isEqualTo(2);
    assertThat(order(fixture)).containsExactly(fourth, second, first, third);
    assertThat(moved(fixture, fourth, Integer.MAX_VALUE)).as("behind the last").isEqualTo(3);
    assertThat(order(fixture)).containsExactly(second, first, third, fourth);
    fixture.done(anna, Commands.update(first, AlbumDraft.named("moved")));
    assertThat(moved(fixture, first, 1)).isEqualTo(1);
    assertThat(order(fixture)).containsExactly(second, first, third, fourth);
    fixture.done(anna, new RemoveAlbum(second, true));
    assertThat(order(fixture)).containsExactly(first, third, fourth);
    AlbumId last = fixture.createAlbum(anna, "last");
    assertThat(order(fixture)).containsExactly(first, third, fourth, last);
  }

  private static int moved(GalleryFixture fixture, AlbumId album, int position) {
    return updated(
            fixture, Commands.update(album, AlbumDraft.named("moved"), OptionalInt.of(position)))
        .sequence();
  }

  private static Album updated(GalleryFixture fixture, UpdateAlbum command) {
    return fixture
        .done(fixture.as(Persona.ANNA), command, UpdateAlbum.Updated.class)
        .album()
        .album();
  }

  @Test
  default void whatIsSaidAnewAboutAnAlbumReplacesWhatWasSaid() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, Commands.locked("before", "aB3x", "0.01"));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    Album updated =
        updated(fixture, Commands.update(album, AlbumDraft.named("after"), OptionalInt.of(0)));
    assertThat(updated.name().value()).isEqualTo("after");
    assertThat(updated.description()).isEmpty();
    assertThat(updated.tally().approved()).isEqualTo(1);
    assertThat(updated.sequence()).isZero();
    assertThat(updated.id()).isEqualTo(album);
  }

  @Test
  default void whatIsNotSaidAboutAnAlbumStays() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, Commands.locked("before", "aB3x", "2.50"));
    Change<String> keep = new Change.Keep<>();
    Change<BigDecimal> samePrice = new Change.Keep<>();
    assertThat(updated(fixture, changing(album, keep, keep, samePrice)).description())
        .isEqualTo("locked");
    assertThat(price(fixture, album)).contains(250L);
    updated(fixture, changing(album, keep, keep, new Change.Set<>(new BigDecimal("3"))));
    assertThat(price(fixture, album)).contains(300L);
    fixture.refused(
        fixture.as(Persona.BEN), Commands.unlock(album, "aB3x"), NotEnoughCredits.class);
    updated(fixture, changing(album, keep, new Change.Set<>("Q9w2"), samePrice));
    assertThat(price(fixture, album)).contains(300L);
    fixture.refused(
        fixture.as(Persona.BEN), Commands.unlock(album, "Q9w2"), NotEnoughCredits.class);
    assertThat(
            updated(fixture, changing(album, new Change.Clear<>(), keep, samePrice)).description())
        .isEmpty();
    updated(fixture, changing(album, keep, new Change.Clear<>(), samePrice));
    assertThat(price(fixture, album)).isEmpty();
    fixture.refused(
        anna, changing(album, keep, new Change.Set<>("Q9w2"), samePrice), InvalidFields.class);
    fixture.refused(
        anna,
        changing(album, keep, keep, new Change.Set<>(new BigDecimal("3"))),
        InvalidFields.class);
  }

  private static UpdateAlbum changing(
      AlbumId album, Change<String> description, Change<String> pin, Change<BigDecimal> price) {
    AlbumChange change =
        new AlbumChange(Optional.of("after"), description, new Change.Keep<>(), pin, price);
    return new UpdateAlbum(album, change.check().orElseThrow(), OptionalInt.empty());
  }

  private static Optional<Long> price(GalleryFixture fixture, AlbumId album) {
    return fixture
        .done(fixture.as(Persona.BEN), new GetAlbumPrice(album), GetAlbumPrice.Reported.class)
        .album()
        .lock()
        .map(lock -> lock.price().amount().hundredths());
  }

  @Test
  default void everyMemberSeesNamesAndNumbersAndOnlyTheOwnerAddresses() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "open");
    AlbumId closed = fixture.createAlbum(anna, Commands.locked("closed", "aB3x", "100000"));
    List<PictureId> pictures = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    fixture.add(anna, Optional.of(closed), SMALL_PNG);
    for (Persona viewer : Persona.values()) {
      List<AlbumView> seen = fixture.albumsOf(Persona.ANNA, fixture.as(viewer));
      assertThat(seen).extracting(view -> view.album().id()).containsExactly(album, closed);
      assertThat(seen).extracting(GalleryFixture::size).containsExactly(2, 1);
      AlbumView first = seen.getFirst();
      assertThat(first.cover().isPresent()).isEqualTo(viewer == Persona.ANNA);
      assertThat(first.coverSafe()).isFalse();
      assertThat(first.pictureIds()).contains(pictures);
    }
  }

  @Test
  default void pictureIdsAreReportedOnlyWhenTheyAreAskedFor() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    fixture.createAlbum(anna, "empty");
    ListAlbums without = new ListAlbums(fixture.id(Persona.ANNA), false, Masking.NONE);
    assertThat(fixture.done(anna, without, ListAlbums.Listed.class).albums())
        .extracting(AlbumView::pictureIds)
        .containsExactly(Optional.empty());
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .extracting(AlbumView::pictureIds)
        .containsExactly(Optional.of(List.of()));
  }

  @Test
  default void whoHasNoAlbumsHasAnEmptyListAndWhoDoesNotExistNone() {
    GalleryFixture fixture = fixture();
    Caller dora = fixture.as(Persona.DORA);
    assertThat(fixture.albumsOf(Persona.BEN, dora)).isEmpty();
    assertThat(fixture.albumsOf(Persona.BEN, fixture.readerOnly(Persona.DORA))).isEmpty();
    fixture.refused(dora, Commands.list(new UserId(Integer.MAX_VALUE - 1)), MemberNotFound.class);
  }

  @Test
  default void anAlbumIsRemovedWithItsPicturesOrWithout() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId kept = fixture.createAlbum(anna, "pictures stay");
    AlbumId lost = fixture.createAlbum(anna, "pictures go");
    List<PictureId> staying = fixture.add(anna, Optional.of(kept), SMALL_PNG, SMALL_PNG);
    fixture.add(anna, Optional.of(lost), SMALL_PNG);
    fixture.done(anna, new RemoveAlbum(kept, false));
    fixture.done(anna, new RemoveAlbum(lost, true));
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).isEmpty();
    List<PictureView> left = fixture.picturesOf(Persona.ANNA, Optional.empty(), anna);
    assertThat(GalleryFixture.ids(left)).isEqualTo(staying.reversed());
    assertThat(left).allMatch(view -> view.picture().album().isEmpty());
    fixture.refused(anna, new RemoveAlbum(kept, false), AlbumNotFound.class);
  }

  @Test
  default void creatingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    CreateAlbum create = Commands.create(AlbumDraft.named("good"));
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        create,
        Denial.ScopeMissing.class);
    fixture.refused(fixture.readerOnly(Persona.DORA), create, Denial.ScopeMissing.class);
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), create, Denial.ManagesNoGroup.class);
    fixture.refused(fixture.as(Persona.CLARA, Persona.DORA), create, Denial.NotInGroup.class);
  }

  @Test
  default void updatingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    AlbumId album = fixture.createAlbum(fixture.as(Persona.ANNA), "Anna's");
    UpdateAlbum missing =
        Commands.update(GalleryFixture.NO_ALBUM, AlbumDraft.named("good"), OptionalInt.of(0));
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        missing,
        Denial.ScopeMissing.class);
    fixture.refused(fixture.as(Persona.ANNA, Persona.ANNA), missing, Denial.ManagesNoGroup.class);
    fixture.refused(fixture.as(Persona.EMIL, Persona.ANNA), missing, Denial.NotInGroup.class);
    fixture.refused(fixture.as(Persona.ANNA), missing, AlbumNotFound.class);
    fixture.refused(
        fixture.as(Persona.BEN),
        Commands.update(album, AlbumDraft.named("stolen")),
        AlbumNotFound.class);
  }

  @Test
  default void removingAnAlbumIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    AlbumId album = fixture.createAlbum(fixture.as(Persona.ANNA), "Anna's");
    Object missing = new RemoveAlbum(GalleryFixture.NO_ALBUM, true);
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        missing,
        Denial.ScopeMissing.class);
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), missing, Denial.ManagesNoGroup.class);
    fixture.refused(fixture.as(Persona.CLARA, Persona.EMIL), missing, Denial.NotInGroup.class);
    fixture.refused(fixture.as(Persona.ANNA), missing, AlbumNotFound.class);
    fixture.refused(fixture.as(Persona.BEN), new RemoveAlbum(album, true), AlbumNotFound.class);
    fixture.refused(
        fixture.as(Persona.CLARA, Persona.BEN), new RemoveAlbum(album, true), AlbumNotFound.class);
  }

  @Test
  default void albumsAreFoundByOwnerAndByIdWhoeverLooks() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId first = fixture.createAlbum(anna, "first");
    AlbumId second = fixture.createAlbum(anna, "second");
    AlbumId bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    fixture.add(anna, Optional.of(second), SMALL_PNG);
    Caller dora = fixture.as(Persona.DORA);
    Optional<UserId> annas = Optional.of(fixture.id(Persona.ANNA));
    assertThat(found(fixture, dora, annas, Set.of())).containsExactly(first, second);
    assertThat(found(fixture, dora, annas, Set.of(second, bens))).containsExactly(second);
    assertThat(
            found(fixture, dora, Optional.empty(), Set.of(bens, second, GalleryFixture.NO_ALBUM)))
        .containsExactlyInAnyOrder(second, bens);
    assertThat(found(fixture, dora, Optional.of(fixture.id(Persona.DORA)), Set.of())).isEmpty();
  }

  private static List<AlbumId> found(
      GalleryFixture fixture, Caller caller, Optional<UserId> owner, Set<AlbumId> albums) {
    return fixture.done(caller, new FindAlbums(owner, albums)).listOf(AlbumView.class).stream()
        .map(view -> view.album().id())
        .toList();
  }

  /** The albums as they are listed, each at its position. */
  private static List<AlbumId> order(GalleryFixture fixture) {
    List<AlbumView> listed = fixture.albumsOf(Persona.ANNA, fixture.as(Persona.ANNA));
    for (int position = 0; position < listed.size(); position++) {
      assertThat(listed.get(position).album().sequence()).isEqualTo(position);
    }
    return listed.stream().map(view -> view.album().id()).toList();
  }
}
