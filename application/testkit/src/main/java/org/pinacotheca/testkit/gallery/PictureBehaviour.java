package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.BITMAP;
import static org.pinacotheca.testkit.generate.SamplePictures.EMPTY;
import static org.pinacotheca.testkit.generate.SamplePictures.HALF_PNG;
import static org.pinacotheca.testkit.generate.SamplePictures.HEIC;
import static org.pinacotheca.testkit.generate.SamplePictures.LARGE_PNG;
import static org.pinacotheca.testkit.generate.SamplePictures.MALFORMED;
import static org.pinacotheca.testkit.generate.SamplePictures.MIDDLE_JPEG;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
import static org.pinacotheca.testkit.generate.SamplePictures.TEXT;
import static org.pinacotheca.testkit.scenario.GalleryFixture.adding;
import static org.pinacotheca.testkit.scenario.GalleryFixture.ids;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.NastyTexts;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.PictureAt;
import org.pinacotheca.testkit.scenario.Reply;

/** How pictures behave. Part of {@link GalleryContract}. */
public interface PictureBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void picturesAreReadAsTheyWereAdded() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    List<String> texts = NastyTexts.oneLine(100);
    List<Call.Upload> uploads = new ArrayList<>();
    for (String text : texts) {
      uploads.add(new Call.Upload(Optional.of(text), Optional.of(text.repeat(10)), SMALL_PNG));
    }
    List<Observed> added = fixture.done(anna, new Call.AddPictures(Optional.of(album), uploads));
    assertThat(added).hasSize(texts.size());
    List<Observed.PictureFacts> read =
        fixture.picturesOf(Persona.ANNA, Optional.of(album), anna).reversed();
    assertThat(ids(read)).isEqualTo(added.stream().map(GalleryFixture::added).toList());
    for (int index = 0; index < texts.size(); index++) {
      assertThat(read.get(index).title().orElse(texts.get(index))).isEqualTo(texts.get(index));
      assertThat(read.get(index).description()).isEqualTo(texts.get(index).repeat(10));
      assertThat(read.get(index).album()).isEqualTo(album.id().value());
    }
  }

  @Test
  default void theGalleryComesNewestFirstOrLargestFirst() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    List<PictureAt> p = fixture.add(anna, Optional.empty(), MIDDLE_JPEG, LARGE_PNG, SMALL_PNG);
    List<Observed.PictureFacts> newest = fixture.picturesOf(Persona.ANNA, Optional.empty(), anna);
    assertThat(ids(newest)).containsExactly(p.get(2), p.get(1), p.get(0));
    for (Observed.PictureFacts facts : newest) {
      SamplePictures sample =
          List.of(MIDDLE_JPEG, LARGE_PNG, SMALL_PNG).get(p.indexOf(facts.picture()));
      assertThat(facts.width().orElse(sample.width())).isEqualTo(sample.width());
      assertThat(facts.height().orElse(sample.height())).isEqualTo(sample.height());
      assertThat(facts.isLinked()).isTrue();
    }
    Call largest =
        new Call.GetGallery(
            fixture.id(Persona.ANNA),
            Optional.empty(),
            PictureOrder.SIZE,
            OptionalInt.empty(),
            OptionalInt.empty());
    assertThat(
            fixture.done(anna, largest).stream()
                .map(facts -> GalleryFixture.picture(facts).picture()))
        .containsExactly(p.get(1), p.get(0), p.get(2));
  }

  @Test
  default void aGalleryIsReadInPagesAndEndsWithAnEmptyOne() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    SamplePictures[] seven = Collections.nCopies(7, SMALL_PNG).toArray(SamplePictures[]::new);
    List<PictureAt> newest = fixture.add(anna, Optional.empty(), seven).reversed();
    assertThat(page(fixture, 1, 3)).isEqualTo(newest.subList(0, 3));
    assertThat(page(fixture, 3, 3)).isEqualTo(newest.subList(6, 7));
    assertThat(page(fixture, 4, 3)).isEmpty();
    assertThat(page(fixture, Integer.MAX_VALUE, 100)).isEmpty();
    if (fixture.call(anna, paging(fixture, 2, 3))
        instanceof Reply.Done(List<Observed> facts, Optional<Long> total)) {
      assertThat(facts).hasSize(3);
      assertThat(total.orElse(7L)).isEqualTo(7);
    } else {
      throw new AssertionError("the second page is there");
    }
    fixture.refused(anna, paging(fixture, 0, 3), "InvalidFields");
    fixture.refused(anna, paging(fixture, 1, 0), "InvalidFields");
    fixture.refused(anna, paging(fixture, 1, 101), "InvalidFields");
  }

  @Test
  default void strangersSeePicturesWithoutAddresses() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    List<PictureAt> pictures = fixture.add(anna, Optional.of(album), SMALL_PNG, MIDDLE_JPEG);
    for (Persona viewer : List.of(Persona.BEN, Persona.CLARA, Persona.DORA, Persona.EMIL)) {
      List<Observed.PictureFacts> seen =
          fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(viewer));
      assertThat(ids(seen)).isEqualTo(pictures.reversed());
      assertThat(seen).noneMatch(Observed.PictureFacts::isLinked);
    }
    List<Observed.PictureFacts> own =
        fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.readerOnly(Persona.ANNA));
    assertThat(own).allMatch(Observed.PictureFacts::isLinked);
  }

  @Test
  default void readingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    UserId nobody = new UserId(Integer.MAX_VALUE - 1);
    AlbumAt bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    Caller anna = fixture.as(Persona.ANNA);
    OptionalInt bad = OptionalInt.of(0);
    PictureOrder newest = PictureOrder.DATE_UPLOADED;
    fixture.refused(
        anna, new Call.GetGallery(nobody, Optional.of(bens), newest, bad, bad), "InvalidFields");
    OptionalInt good = OptionalInt.empty();
    fixture.refused(
        anna, new Call.GetGallery(nobody, Optional.of(bens), newest, good, good), "MemberNotFound");
    fixture.refused(
        anna,
        new Call.GetGallery(fixture.id(Persona.ANNA), Optional.of(bens), newest, good, good),
        "AlbumNotFound");
    assertThat(fixture.picturesOf(Persona.BEN, Optional.of(bens), anna)).isEmpty();
  }

  @Test
  default void addingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    AlbumAt album = fixture.createAlbum(fixture.as(Persona.ANNA), "Anna's");
    AlbumAt bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    fixture.fill(fixture.as(Persona.ANNA), album, 60);
    Optional<AlbumAt> missing = Optional.of(fixture.noAlbum(Persona.ANNA));
    Call.Upload longTitle = new Call.Upload(Optional.of("x".repeat(101)), Optional.empty(), TEXT);
    Call wrongInEveryWay = new Call.AddPictures(missing, List.of(longTitle));
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        wrongInEveryWay,
        "ScopeMissing");
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), wrongInEveryWay, "InvalidFields");
    fixture.refused(fixture.as(Persona.CLARA, Persona.DORA), wrongInEveryWay, "InvalidFields");
    fixture.refused(fixture.as(Persona.ANNA), wrongInEveryWay, "InvalidFields");
    fixture.refused(
        fixture.as(Persona.DORA, Persona.ANNA), adding(missing, TEXT), "ManagesNoGroup");
    fixture.refused(fixture.as(Persona.CLARA, Persona.DORA), adding(missing, TEXT), "NotInGroup");
    fixture.refused(fixture.as(Persona.ANNA), adding(missing, TEXT), "AlbumNotFound");
    fixture.refused(fixture.as(Persona.ANNA), adding(Optional.of(bens), TEXT), "AlbumNotFound");
    fixture.refused(fixture.as(Persona.ANNA), adding(Optional.of(album), TEXT), "FaultyImages");
    fixture.refused(fixture.as(Persona.ANNA), adding(Optional.of(album), SMALL_PNG), "AlbumFull");
  }

  @Test
  default void anUploadHasOneToFiftyPictures() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    fixture.refused(anna, adding(Optional.empty()), "InvalidFields");
    List<Call.Upload> tooMany = Collections.nCopies(51, GalleryFixture.upload(SMALL_PNG));
    fixture.refused(anna, new Call.AddPictures(Optional.empty(), tooMany), "InvalidFields");
    assertThat(fixture.done(anna, new Call.AddPictures(Optional.empty(), tooMany.subList(0, 50))))
        .hasSize(50);
  }

  @Test
  default void oneFaultyPictureKeepsAllOut() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    for (SamplePictures faulty : List.of(EMPTY, TEXT, BITMAP, HEIC, HALF_PNG, MALFORMED)) {
      fixture.refused(
          anna, adding(Optional.of(album), SMALL_PNG, MIDDLE_JPEG, faulty), "FaultyImages");
      fixture.refused(anna, adding(Optional.empty(), faulty, SMALL_PNG), "FaultyImages");
    }
    Call.Upload good = GalleryFixture.upload(SMALL_PNG);
    Call.Upload tooLong =
        new Call.Upload(Optional.empty(), Optional.of("x".repeat(1001)), SMALL_PNG);
    fixture.refused(
        anna, new Call.AddPictures(Optional.of(album), List.of(good, tooLong)), "InvalidFields");
  }

  @Test
  default void aPictureIsDescribedAndMoved() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt from = fixture.createAlbum(anna, "from");
    AlbumAt to = fixture.createAlbum(anna, "to");
    List<PictureAt> pictures = fixture.add(anna, Optional.of(from), SMALL_PNG, SMALL_PNG);
    PictureAt moved = pictures.getFirst();
    Call move =
        new Call.UpdatePicture(
            moved, Optional.of("Title"), Optional.of("Text"), Optional.of(to), true);
    Observed.PictureFacts updated = GalleryFixture.picture(fixture.done(anna, move).getFirst());
    assertThat(updated.album()).isEqualTo(to.id().value());
    assertThat(updated.title().orElse("Title")).isEqualTo("Title");
    assertThat(updated.description()).isEqualTo("Text");
    assertThat(updated.isSafe().orElse(false))
        .as("a declaration alone makes nothing safe")
        .isFalse();
    assertThat(sizes(fixture)).containsExactly(1, 1);
    assertThat(fixture.albumsOf(Persona.ANNA, anna).getLast().pictureIds().orElseThrow())
        .containsExactly(moved.id().value());
    Change<String> keep = new Change.Keep<>();
    Call retitle =
        new Call.UpdatePicture(moved, new Change.Set<>("Other"), keep, new Change.Keep<>(), true);
    Observed.PictureFacts retitled = GalleryFixture.picture(fixture.done(anna, retitle).getFirst());
    assertThat(retitled.title().orElse("Other")).isEqualTo("Other");
    assertThat(retitled.description()).as("what is not said stays").isEqualTo("Text");
    assertThat(retitled.album()).isEqualTo(to.id().value());
    Call loosen =
        new Call.UpdatePicture(moved, Optional.empty(), Optional.empty(), Optional.empty(), false);
    Observed.PictureFacts loose = GalleryFixture.picture(fixture.done(anna, loosen).getFirst());
    assertThat(loose.album()).isZero();
    assertThat(loose.title().orElse("")).isEmpty();
    assertThat(loose.description()).isEmpty();
    assertThat(sizes(fixture)).containsExactly(1, 0);
  }

  @Test
  default void updatingAPictureIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt full = fixture.createAlbum(anna, "full");
    fixture.fill(anna, full, 60);
    PictureAt picture = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    Optional<String> good = Optional.of("good");
    Optional<String> tooLong = Optional.of("x".repeat(101));
    Optional<AlbumAt> missing = Optional.of(fixture.noAlbum(Persona.ANNA));
    Call wrongInEveryWay =
        new Call.UpdatePicture(fixture.noPicture(Persona.ANNA), tooLong, good, missing, true);
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        wrongInEveryWay,
        "ScopeMissing");
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), wrongInEveryWay, "InvalidFields");
    fixture.refused(fixture.as(Persona.EMIL, Persona.ANNA), wrongInEveryWay, "InvalidFields");
    fixture.refused(anna, wrongInEveryWay, "InvalidFields");
    Call ofGoodForm =
        new Call.UpdatePicture(fixture.noPicture(Persona.ANNA), good, good, missing, true);
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), ofGoodForm, "ManagesNoGroup");
    fixture.refused(fixture.as(Persona.EMIL, Persona.ANNA), ofGoodForm, "NotInGroup");
    fixture.refused(anna, ofGoodForm, "PicturesNotFound");
    fixture.refused(
        fixture.as(Persona.BEN),
        new Call.UpdatePicture(picture, good, good, Optional.empty(), true),
        "PicturesNotFound");
    fixture.refused(
        anna, new Call.UpdatePicture(picture, good, good, missing, true), "AlbumNotFound");
    fixture.refused(
        anna, new Call.UpdatePicture(picture, good, good, Optional.of(full), true), "AlbumFull");
  }

  @Test
  default void picturesAreRemovedAllOrNone() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    List<PictureAt> p = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG, SMALL_PNG);
    PictureAt bens = fixture.add(fixture.as(Persona.BEN), Optional.empty(), SMALL_PNG).getFirst();
    Call missing = new Call.RemovePictures(List.of(p.get(0), fixture.noPicture(Persona.ANNA)));
    fixture.refused(
        fixture.readerOnly(Persona.ANNA), new Call.RemovePictures(List.of()), "ScopeMissing");
    fixture.refused(
        fixture.as(Persona.DORA, Persona.ANNA),
        new Call.RemovePictures(List.of()),
        "InvalidFields");
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), missing, "ManagesNoGroup");
    fixture.refused(fixture.as(Persona.CLARA, Persona.DORA), missing, "NotInGroup");
    fixture.refused(anna, missing, "PicturesNotFound");
    fixture.refused(anna, new Call.RemovePictures(List.of(p.get(0), bens)), "PicturesNotFound");
    fixture.refused(anna, new Call.RemovePictures(List.of()), "InvalidFields");
    assertThat(fixture.done(anna, new Call.RemovePictures(List.of(p.get(2), p.get(0), p.get(2)))))
        .isEmpty();
    assertThat(ids(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)))
        .containsExactly(p.get(1));
    assertThat(sizes(fixture)).containsExactly(1);
    fixture.refused(anna, new Call.RemovePictures(List.of(p.get(0))), "PicturesNotFound");
  }

  @Test
  default void picturesAreFoundByOwnerAlbumAndIdWhichNarrowOneAnother() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Caller dora = fixture.as(Persona.DORA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    List<PictureAt> in = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    PictureAt loose = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    PictureAt bens = fixture.add(fixture.as(Persona.BEN), Optional.empty(), SMALL_PNG).getFirst();
    List<UserId> annas = List.of(fixture.id(Persona.ANNA));
    List<UserId> both = List.of(fixture.id(Persona.BEN), fixture.id(Persona.ANNA));
    Optional<AlbumAt> any = Optional.empty();
    assertThat(found(fixture, dora, annas, any, List.of()))
        .containsExactly(in.get(0), in.get(1), loose);
    assertThat(found(fixture, dora, both, any, List.of()))
        .containsExactly(in.get(0), in.get(1), loose, bens);
    assertThat(found(fixture, dora, List.of(), Optional.of(album), List.of())).isEqualTo(in);
    assertThat(found(fixture, dora, List.of(), any, List.of(bens, loose)))
        .containsExactly(loose, bens);
    assertThat(found(fixture, dora, annas, Optional.of(album), List.of(in.get(1), loose)))
        .containsExactly(in.get(1));
    assertThat(found(fixture, dora, List.of(), any, List.of(fixture.noPicture(Persona.ANNA))))
        .isEmpty();
    fixture.refused(dora, finding(List.of(), any, List.of(), OptionalInt.empty()), "InvalidFields");
    fixture.refused(dora, finding(annas, any, List.of(), OptionalInt.of(101)), "InvalidFields");
    assertThat(fixture.done(dora, finding(annas, any, List.of(), OptionalInt.of(2)))).hasSize(2);
    assertThat(fixture.done(dora, finding(annas, any, List.of(), OptionalInt.empty())))
        .noneMatch(facts -> GalleryFixture.picture(facts).isLinked());
    assertThat(fixture.done(anna, finding(annas, any, List.of(), OptionalInt.empty())))
        .allMatch(facts -> GalleryFixture.picture(facts).isLinked());
  }

  private static Call finding(
      List<UserId> owners,
      Optional<AlbumAt> album,
      List<PictureAt> pictures,
      OptionalInt pageSize) {
    return new Call.FindPictures(owners, album, pictures, OptionalInt.empty(), pageSize);
  }

  private static List<PictureAt> found(
      GalleryFixture fixture,
      Caller caller,
      List<UserId> owners,
      Optional<AlbumAt> album,
      List<PictureAt> pictures) {
    return fixture.done(caller, finding(owners, album, pictures, OptionalInt.empty())).stream()
        .map(facts -> GalleryFixture.picture(facts).picture())
        .toList();
  }

  private static Call paging(GalleryFixture fixture, int number, int size) {
    return new Call.GetGallery(
        fixture.id(Persona.ANNA),
        Optional.empty(),
        PictureOrder.DATE_UPLOADED,
        OptionalInt.of(number),
        OptionalInt.of(size));
  }

  private static List<PictureAt> page(GalleryFixture fixture, int number, int size) {
    return fixture.done(fixture.as(Persona.ANNA), paging(fixture, number, size)).stream()
        .map(facts -> GalleryFixture.picture(facts).picture())
        .toList();
  }

  private static List<Integer> sizes(GalleryFixture fixture) {
    return fixture.albumsOf(Persona.ANNA, fixture.as(Persona.ANNA)).stream()
        .map(Observed.AlbumFacts::size)
        .toList();
  }
}
