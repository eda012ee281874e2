package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
import static org.pinacotheca.testkit.scenario.GalleryFixture.draft;
import static org.pinacotheca.testkit.scenario.GalleryFixture.locked;
import static org.pinacotheca.testkit.scenario.GalleryFixture.nameless;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.album.AlbumName;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.NastyTexts;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.PictureAt;

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
      AlbumDraft draft = AlbumDraft.named("  " + name + " ").described(name.repeat(20));
      Observed.AlbumFacts created =
          GalleryFixture.album(fixture.done(anna, new Call.CreateAlbum(draft)).getFirst());
      assertThat(created.name()).isEqualTo(name);
      assertThat(created.description()).isEqualTo(name.repeat(20));
      assertThat(created.size()).isZero();
    }
    List<Observed.AlbumFacts> listed = fixture.albumsOf(Persona.ANNA, anna);
    assertThat(listed.stream().map(Observed.AlbumFacts::name)).isEqualTo(names);
    assertThat(listed.stream().map(Observed.AlbumFacts::description))
        .isEqualTo(names.stream().map(name -> name.repeat(20)).toList());
  }

  @Test
  default void albumsStandInTheOrderTheirOwnerChose() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt first = fixture.createAlbum(anna, "first");
    AlbumAt second = fixture.createAlbum(anna, "second");
    AlbumAt third = fixture.createAlbum(anna, "third");
    AlbumAt fourth = fixture.createAlbum(anna, "fourth");
    assertThat(order(fixture)).containsExactly(first, second, third, fourth);
    assertThat(moved(fixture, fourth, 0)).isZero();
    assertThat(order(fixture)).containsExactly(fourth, first, second, third);
    assertThat(moved(fixture, first, 2)).isEqualTo(2);
    assertThat(order(fixture)).containsExactly(fourth, second, first, third);
    assertThat(moved(fixture, fourth, Integer.MAX_VALUE)).as("behind the last").isEqualTo(3);
    assertThat(order(fixture)).containsExactly(second, first, third, fourth);
    fixture.done(anna, new Call.UpdateAlbum(first, draft("moved"), OptionalInt.empty()));
    assertThat(moved(fixture, first, 1)).isEqualTo(1);
    assertThat(order(fixture)).containsExactly(second, first, third, fourth);
    fixture.done(anna, new Call.RemoveAlbum(second, true));
    assertThat(order(fixture)).containsExactly(first, third, fourth);
    AlbumAt last = fixture.createAlbum(anna, "last");
    assertThat(order(fixture)).containsExactly(first, third, fourth, last);
  }

  private static int moved(GalleryFixture fixture, AlbumAt album, int place) {
    Call call = new Call.UpdateAlbum(album, draft("moved"), OptionalInt.of(place));
    return GalleryFixture.album(fixture.done(fixture.as(Persona.ANNA), call).getFirst())
        .sequence()
        .orElse(-1);
  }

  @Test
  default void whatIsSaidAnewAboutAnAlbumReplacesWhatWasSaid() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, locked("before", "aB3x", "0.01"));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    Observed.AlbumFacts updated =
        GalleryFixture.album(
            fixture
                .done(anna, new Call.UpdateAlbum(album, draft("after"), OptionalInt.of(0)))
                .getFirst());
    assertThat(updated.name()).isEqualTo("after");
    assertThat(updated.description()).isEmpty();
    assertThat(updated.size()).isEqualTo(1);
    assertThat(updated.sequence().orElse(0)).isZero();
    assertThat(updated.album()).isEqualTo(album);
  }

  @Test
  default void whatIsNotSaidAboutAnAlbumStays() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, locked("before", "aB3x", "2.50"));
    Change<String> keep = new Change.Keep<>();
    Change<BigDecimal> samePrice = new Change.Keep<>();
    assertThat(changed(fixture, album, keep, keep, samePrice).description()).isEqualTo("locked");
    assertThat(price(fixture, album)).contains(250L);
    changed(fixture, album, keep, keep, new Change.Set<>(new BigDecimal("3")));
    assertThat(price(fixture, album)).contains(300L);
    fixture.refused(
        fixture.as(Persona.BEN), new Call.UnlockAlbum(album, "aB3x"), "NotEnoughCredits");
    changed(fixture, album, keep, new Change.Set<>("Q9w2"), samePrice);
    assertThat(price(fixture, album)).contains(300L);
    fixture.refused(
        fixture.as(Persona.BEN), new Call.UnlockAlbum(album, "Q9w2"), "NotEnoughCredits");
    assertThat(changed(fixture, album, new Change.Clear<>(), keep, samePrice).description())
        .isEmpty();
    changed(fixture, album, keep, new Change.Clear<>(), samePrice);
    assertThat(price(fixture, album)).isEmpty();
    fixture.refused(
        anna, changing(album, keep, new Change.Set<>("Q9w2"), samePrice), "InvalidFields");
    fixture.refused(
        anna, changing(album, keep, keep, new Change.Set<>(new BigDecimal("3"))), "InvalidFields");
    fixture.refused(anna, changing(album, keep, keep, new Change.Clear<>()), "InvalidFields");
  }

  private static Call changing(
      AlbumAt album, Change<String> description, Change<String> pin, Change<BigDecimal> price) {
    AlbumChange change =
        new AlbumChange(Optional.of("after"), description, new Change.Keep<>(), pin, price);
    return new Call.UpdateAlbum(album, change, OptionalInt.empty());
  }

  private static Observed.AlbumFacts changed(
      GalleryFixture fixture,
      AlbumAt album,
      Change<String> description,
      Change<String> pin,
      Change<BigDecimal> price) {
    Call call = changing(album, description, pin, price);
    return GalleryFixture.album(fixture.done(fixture.as(Persona.ANNA), call).getFirst());
  }

  private static Optional<Long> price(GalleryFixture fixture, AlbumAt album) {
    Observed facts =
        fixture.done(fixture.as(Persona.BEN), new Call.GetAlbumPrice(album)).getFirst();
    return facts instanceof Observed.PriceFacts reported ? reported.price() : Optional.of(-1L);
  }

  @Test
  default void everyMemberSeesNamesAndNumbersAndOnlyTheOwnerAddresses() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "open");
    AlbumAt closed = fixture.createAlbum(anna, locked("closed", "aB3x", "100000"));
    List<PictureAt> pictures = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    fixture.add(anna, Optional.of(closed), SMALL_PNG);
    for (Persona viewer : Persona.values()) {
      List<Observed.AlbumFacts> seen = fixture.albumsOf(Persona.ANNA, fixture.as(viewer));
      assertThat(seen.stream().map(Observed.AlbumFacts::album)).containsExactly(album, closed);
      assertThat(seen.stream().map(Observed.AlbumFacts::size)).containsExactly(2, 1);
      Observed.AlbumFacts first = seen.getFirst();
      assertThat(first.coverIsLinked().orElse(viewer == Persona.ANNA))
          .isEqualTo(viewer == Persona.ANNA);
      assertThat(first.coverIsSafe().orElse(false)).isFalse();
      assertThat(first.pictureIds().orElseThrow())
          .containsExactlyElementsOf(
              pictures.stream().map(picture -> picture.id().value()).toList());
    }
  }

  @Test
  default void pictureIdsAreReportedOnlyWhenTheyAreAskedFor() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    fixture.createAlbum(anna, "empty");
    Call without = new Call.ListAlbums(fixture.id(Persona.ANNA), false);
    assertThat(GalleryFixture.album(fixture.done(anna, without).getFirst()).pictureIds()).isEmpty();
    assertThat(fixture.albumsOf(Persona.ANNA, anna).getFirst().pictureIds().orElseThrow())
        .isEmpty();
  }

  @Test
  default void whoHasNoAlbumsHasAnEmptyListAndWhoDoesNotExistNone() {
    GalleryFixture fixture = fixture();
    Caller dora = fixture.as(Persona.DORA);
    assertThat(fixture.albumsOf(Persona.BEN, dora)).isEmpty();
    assertThat(fixture.albumsOf(Persona.BEN, fixture.readerOnly(Persona.DORA))).isEmpty();
    fixture.refused(
        dora, new Call.ListAlbums(new UserId(Integer.MAX_VALUE - 1), false), "MemberNotFound");
  }

  @Test
  default void anAlbumIsRemovedWithItsPicturesOrWithout() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt kept = fixture.createAlbum(anna, "pictures stay");
    AlbumAt lost = fixture.createAlbum(anna, "pictures go");
    List<PictureAt> staying = fixture.add(anna, Optional.of(kept), SMALL_PNG, SMALL_PNG);
    fixture.add(anna, Optional.of(lost), SMALL_PNG);
    assertThat(fixture.done(anna, new Call.RemoveAlbum(kept, false))).isEmpty();
    assertThat(fixture.done(anna, new Call.RemoveAlbum(lost, true))).isEmpty();
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).isEmpty();
    List<Observed.PictureFacts> left = fixture.picturesOf(Persona.ANNA, Optional.empty(), anna);
    assertThat(GalleryFixture.ids(left)).containsExactlyElementsOf(staying.reversed());
    assertThat(left.stream().map(Observed.PictureFacts::album)).containsOnly(0);
    fixture.refused(anna, new Call.RemoveAlbum(kept, false), "AlbumNotFound");
  }

  @Test
  default void creatingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    Caller scopeless = fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA));
    fixture.refused(scopeless, new Call.CreateAlbum(nameless()), "ScopeMissing");
    fixture.refused(
        fixture.readerOnly(Persona.DORA), new Call.CreateAlbum(draft("good")), "ScopeMissing");
    fixture.refused(
        fixture.as(Persona.DORA, Persona.ANNA), new Call.CreateAlbum(nameless()), "InvalidFields");
    fixture.refused(
        fixture.as(Persona.CLARA, Persona.DORA), new Call.CreateAlbum(nameless()), "InvalidFields");
    fixture.refused(fixture.as(Persona.ANNA), new Call.CreateAlbum(nameless()), "InvalidFields");
    fixture.refused(
        fixture.as(Persona.DORA, Persona.ANNA),
        new Call.CreateAlbum(draft("good")),
        "ManagesNoGroup");
    fixture.refused(
        fixture.as(Persona.CLARA, Persona.DORA), new Call.CreateAlbum(draft("good")), "NotInGroup");
  }

  @Test
  default void draftsWithAnyFaultAreRefused() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Optional<String> none = Optional.empty();
    Optional<BigDecimal> free = Optional.empty();
    Optional<BigDecimal> price = Optional.of(new BigDecimal("9.99"));
    List<AlbumDraft> faulty =
        List.of(
            new AlbumDraft(none, none, none, none, free),
            draft("   "),
            draft("123456789012345678901"),
            draft("😀".repeat(21)),
            draft("two\nlines"),
            new AlbumDraft(Optional.of("name"), Optional.of("x".repeat(1001)), none, none, free),
            new AlbumDraft(Optional.of("name"), none, none, Optional.of("aB3x"), free),
            new AlbumDraft(Optional.of("name"), none, none, none, price),
            locked("name", "1234", "9.99"),
            locked("name", "aaaa", "9.99"),
            locked("name", "aB3", "9.99"),
            locked("name", "aB3ü", "9.99"),
            locked("name", "aB3x", "-1"),
            locked("name", "aB3x", "9.999"),
            locked("name", "aB3x", "100000.01"));
    for (AlbumDraft draft : faulty) {
      fixture.refused(anna, new Call.CreateAlbum(draft), "InvalidFields");
    }
    AlbumAt album = fixture.createAlbum(anna, "good");
    for (AlbumDraft draft : faulty) {
      fixture.refused(
          anna, new Call.UpdateAlbum(album, draft, OptionalInt.empty()), "InvalidFields");
    }
  }

  @Test
  default void whatNobodyCanReadIsNoName() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "\u00A0\u3000good\u200B\uFEFF ");
    assertThat(fixture.albumsOf(Persona.ANNA, anna).getFirst().name()).isEqualTo("good");
    for (String name : NastyTexts.noNames()) {
      fixture.refused(anna, new Call.CreateAlbum(draft(name)), "InvalidFields");
      fixture.refused(
          anna, new Call.UpdateAlbum(album, draft(name), OptionalInt.empty()), "InvalidFields");
    }
  }

  @Test
  default void updatingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    AlbumAt album = fixture.createAlbum(fixture.as(Persona.ANNA), "Anna's");
    AlbumAt missing = fixture.noAlbum(Persona.ANNA);
    OptionalInt before = OptionalInt.of(-1);
    Call wrongInEveryWay = new Call.UpdateAlbum(missing, nameless(), before);
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        wrongInEveryWay,
        "ScopeMissing");
    fixture.refused(fixture.as(Persona.ANNA, Persona.ANNA), wrongInEveryWay, "InvalidFields");
    fixture.refused(fixture.as(Persona.EMIL, Persona.ANNA), wrongInEveryWay, "InvalidFields");
    fixture.refused(fixture.as(Persona.ANNA), wrongInEveryWay, "InvalidFields");
    Call ofGoodForm = new Call.UpdateAlbum(missing, draft("good"), OptionalInt.of(0));
    fixture.refused(fixture.as(Persona.ANNA, Persona.ANNA), ofGoodForm, "ManagesNoGroup");
    fixture.refused(fixture.as(Persona.EMIL, Persona.ANNA), ofGoodForm, "NotInGroup");
    fixture.refused(fixture.as(Persona.ANNA), ofGoodForm, "AlbumNotFound");
    fixture.refused(
        fixture.as(Persona.BEN),
        new Call.UpdateAlbum(album, draft("stolen"), OptionalInt.empty()),
        "AlbumNotFound");
    fixture.refused(
        fixture.as(Persona.ANNA),
        new Call.UpdateAlbum(album, draft("good"), OptionalInt.of(-1)),
        "InvalidFields");
  }

  @Test
  default void removingAnAlbumIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    AlbumAt album = fixture.createAlbum(fixture.as(Persona.ANNA), "Anna's");
    Call missing = new Call.RemoveAlbum(fixture.noAlbum(Persona.ANNA), true);
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        missing,
        "ScopeMissing");
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), missing, "ManagesNoGroup");
    fixture.refused(fixture.as(Persona.CLARA, Persona.EMIL), missing, "NotInGroup");
    fixture.refused(fixture.as(Persona.ANNA), missing, "AlbumNotFound");
    fixture.refused(fixture.as(Persona.BEN), new Call.RemoveAlbum(album, true), "AlbumNotFound");
    fixture.refused(
        fixture.as(Persona.CLARA, Persona.BEN), new Call.RemoveAlbum(album, true), "AlbumNotFound");
  }

  @Test
  default void albumsAreFoundByOwnerAndByIdWhoeverLooks() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt first = fixture.createAlbum(anna, "first");
    AlbumAt second = fixture.createAlbum(anna, "second");
    AlbumAt bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    fixture.add(anna, Optional.of(second), SMALL_PNG);
    Caller dora = fixture.as(Persona.DORA);
    Optional<UserId> annas = Optional.of(fixture.id(Persona.ANNA));
    assertThat(found(fixture, dora, annas, List.of())).containsExactly(first, second);
    assertThat(found(fixture, dora, annas, List.of(second, bens))).containsExactly(second);
    assertThat(
            found(
                fixture,
                dora,
                Optional.empty(),
                List.of(bens, second, fixture.noAlbum(Persona.DORA))))
        .containsExactlyInAnyOrder(second, bens);
    assertThat(found(fixture, dora, Optional.of(fixture.id(Persona.DORA)), List.of())).isEmpty();
    fixture.refused(dora, new Call.FindAlbums(Optional.empty(), List.of()), "InvalidFields");
  }

  private static List<AlbumAt> found(
      GalleryFixture fixture, Caller caller, Optional<UserId> owner, List<AlbumAt> albums) {
    return fixture.done(caller, new Call.FindAlbums(owner, albums)).stream()
        .map(facts -> GalleryFixture.album(facts).album())
        .toList();
  }

  /** The albums as they are listed, each at its position. */
  private static List<AlbumAt> order(GalleryFixture fixture) {
    List<Observed.AlbumFacts> listed = fixture.albumsOf(Persona.ANNA, fixture.as(Persona.ANNA));
    for (int place = 0; place < listed.size(); place++) {
      assertThat(listed.get(place).sequence().orElse(place)).isEqualTo(place);
    }
    return listed.stream().map(Observed.AlbumFacts::album).toList();
  }
}
