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
import static org.pinacotheca.testkit.scenario.GalleryFixture.ids;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.accounts.MemberNotFound;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.Page;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.identity.UserId;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.NastyTexts;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;

/** How pictures behave. Part of {@link GalleryContract}. */
public interface PictureBehaviour {
  /** As many pictures as the tests add. */
  PageRequest ALL = new PageRequest(1, 10);

  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void picturesAreReadAsTheyWereAdded() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    List<String> texts = NastyTexts.oneLine(100);
    List<NewPicture> uploads =
        texts.stream()
            .map(text -> new NewPicture(new PictureText(text, text.repeat(10)), SMALL_PNG))
            .toList();
    List<PictureId> added =
        fixture
            .done(anna, new AddPictures(Optional.of(album), uploads), AddPictures.Added.class)
            .pictures();
    assertThat(added).hasSize(texts.size());
    List<PictureView> read = fixture.picturesOf(Persona.ANNA, Optional.of(album), anna).reversed();
    assertThat(ids(read)).isEqualTo(added);
    for (int index = 0; index < texts.size(); index++) {
      Picture picture = read.get(index).picture();
      assertThat(picture.text()).isEqualTo(uploads.get(index).text());
      assertThat(picture.album()).contains(album);
    }
  }

  @Test
  default void theGalleryComesNewestFirstOrLargestFirst() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    List<PictureId> p = fixture.add(anna, Optional.empty(), MIDDLE_JPEG, LARGE_PNG, SMALL_PNG);
    List<PictureView> newest = fixture.picturesOf(Persona.ANNA, Optional.empty(), anna);
    assertThat(ids(newest)).containsExactly(p.get(2), p.get(1), p.get(0));
    for (PictureView view : newest) {
      Picture picture = view.picture();
      SamplePictures sample =
          List.of(MIDDLE_JPEG, LARGE_PNG, SMALL_PNG).get(p.indexOf(picture.id()));
      assertThat(picture.width()).isEqualTo(sample.width());
      assertThat(picture.height()).isEqualTo(sample.height());
      assertThat(view).matches(GalleryFixture::isLinked);
    }
    GetGallery largest =
        new GetGallery(
            fixture.id(Persona.ANNA),
            Optional.empty(),
            PictureOrder.SIZE,
            new PageRequest(1, 50),
            Masking.NONE);
    assertThat(ids(fixture.done(anna, largest, GetGallery.Read.class).pictures().items()))
        .containsExactly(p.get(1), p.get(0), p.get(2));
  }

  @Test
  default void aGalleryIsReadInPagesAndEndsWithAnEmptyOne() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    SamplePictures[] seven = Collections.nCopies(7, SMALL_PNG).toArray(SamplePictures[]::new);
    List<PictureId> newest = fixture.add(anna, Optional.empty(), seven).reversed();
    assertThat(ids(page(fixture, 1, 3).items())).isEqualTo(newest.subList(0, 3));
    assertThat(ids(page(fixture, 3, 3).items())).isEqualTo(newest.subList(6, 7));
    assertThat(page(fixture, 4, 3).items()).isEmpty();
    assertThat(page(fixture, Integer.MAX_VALUE, 100).items()).isEmpty();
    assertThat(page(fixture, 2, 3).items()).hasSize(3);
    assertThat(page(fixture, 2, 3).total()).isEqualTo(7);
  }

  @Test
  default void strangersSeePicturesWithoutAddresses() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    List<PictureId> pictures = fixture.add(anna, Optional.of(album), SMALL_PNG, MIDDLE_JPEG);
    for (Persona viewer : List.of(Persona.BEN, Persona.CLARA, Persona.DORA, Persona.EMIL)) {
      List<PictureView> seen =
          fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(viewer));
      assertThat(ids(seen)).isEqualTo(pictures.reversed());
      assertThat(seen).noneMatch(GalleryFixture::isLinked);
    }
    List<PictureView> own =
        fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.readerOnly(Persona.ANNA));
    assertThat(own).allMatch(GalleryFixture::isLinked);
  }

  @Test
  default void readingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    UserId nobody = new UserId(Integer.MAX_VALUE - 1);
    AlbumId bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    Caller anna = fixture.as(Persona.ANNA);
    fixture.refused(anna, Commands.gallery(nobody, Optional.of(bens)), MemberNotFound.class);
    fixture.refused(
        anna, Commands.gallery(fixture.id(Persona.ANNA), Optional.of(bens)), AlbumNotFound.class);
    assertThat(fixture.picturesOf(Persona.BEN, Optional.of(bens), anna)).isEmpty();
  }

  @Test
  default void addingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    AlbumId album = fixture.createAlbum(fixture.as(Persona.ANNA), "Anna's");
    AlbumId bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    fixture.fill(fixture.as(Persona.ANNA), album, 60);
    Optional<AlbumId> missing = Optional.of(GalleryFixture.NO_ALBUM);
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        Commands.add(missing, TEXT),
        Denial.ScopeMissing.class);
    fixture.refused(
        fixture.as(Persona.DORA, Persona.ANNA),
        Commands.add(missing, TEXT),
        Denial.ManagesNoGroup.class);
    fixture.refused(
        fixture.as(Persona.CLARA, Persona.DORA),
        Commands.add(missing, TEXT),
        Denial.NotInGroup.class);
    fixture.refused(fixture.as(Persona.ANNA), Commands.add(missing, TEXT), AlbumNotFound.class);
    fixture.refused(
        fixture.as(Persona.ANNA), Commands.add(Optional.of(bens), TEXT), AlbumNotFound.class);
    fixture.refused(
        fixture.as(Persona.ANNA), Commands.add(Optional.of(album), TEXT), FaultyImages.class);
    fixture.refused(
        fixture.as(Persona.ANNA), Commands.add(Optional.of(album), SMALL_PNG), AlbumFull.class);
  }

  @Test
  default void anUploadHasUpToFiftyPictures() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AddPictures fifty = Commands.add(Optional.empty(), 50);
    assertThat(fixture.done(anna, fifty, AddPictures.Added.class).pictures()).hasSize(50);
  }

  @Test
  default void oneFaultyPictureKeepsAllOut() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    for (SamplePictures faulty : List.of(EMPTY, TEXT, BITMAP, HEIC, HALF_PNG, MALFORMED)) {
      fixture.refused(
          anna,
          Commands.add(Optional.of(album), SMALL_PNG, MIDDLE_JPEG, faulty),
          FaultyImages.class);
      fixture.refused(anna, Commands.add(Optional.empty(), faulty, SMALL_PNG), FaultyImages.class);
    }
  }

  @Test
  default void aPictureIsDescribedAndMoved() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId from = fixture.createAlbum(anna, "from");
    AlbumId to = fixture.createAlbum(anna, "to");
    List<PictureId> pictures = fixture.add(anna, Optional.of(from), SMALL_PNG, SMALL_PNG);
    PictureId moved = pictures.getFirst();
    Picture updated =
        updated(fixture, Commands.describe(moved, "Title", "Text", Optional.of(to), true));
    assertThat(updated.album()).contains(to);
    assertThat(updated.text()).isEqualTo(new PictureText("Title", "Text"));
    assertThat(updated.safety().isSafe()).as("a declaration alone makes nothing safe").isFalse();
    assertThat(sizes(fixture)).containsExactly(1, 1);
    assertThat(fixture.albumsOf(Persona.ANNA, anna).getLast().pictureIds())
        .contains(List.of(moved));
    UpdatePicture retitle =
        new UpdatePicture(
            moved,
            new PictureText.Revision(new Change.Set<>("Other"), new Change.Keep<>()),
            new Change.Keep<>(),
            Optional.of(true));
    Picture retitled = updated(fixture, retitle);
    assertThat(retitled.text()).isEqualTo(new PictureText("Other", "Text"));
    assertThat(retitled.album()).contains(to);
    Picture loose = updated(fixture, Commands.describe(moved, "", "", Optional.empty(), false));
    assertThat(loose.album()).isEmpty();
    assertThat(loose.text()).isEqualTo(PictureText.NONE);
    assertThat(sizes(fixture)).containsExactly(1, 0);
  }

  private static Picture updated(GalleryFixture fixture, UpdatePicture command) {
    return fixture
        .done(fixture.as(Persona.ANNA), command, UpdatePicture.Updated.class)
        .picture()
        .picture();
  }

  @Test
  default void updatingAPictureIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId full = fixture.createAlbum(anna, "full");
    fixture.fill(anna, full, 60);
    PictureId picture = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    Optional<AlbumId> missing = Optional.of(GalleryFixture.NO_ALBUM);
    UpdatePicture wrongInEveryWay =
        Commands.describe(GalleryFixture.NO_PICTURE, "good", "good", missing, true);
    fixture.refused(
        fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
        wrongInEveryWay,
        Denial.ScopeMissing.class);
    fixture.refused(
        fixture.as(Persona.DORA, Persona.ANNA), wrongInEveryWay, Denial.ManagesNoGroup.class);
    fixture.refused(
        fixture.as(Persona.EMIL, Persona.ANNA), wrongInEveryWay, Denial.NotInGroup.class);
    fixture.refused(anna, wrongInEveryWay, PicturesNotFound.class);
    fixture.refused(
        fixture.as(Persona.BEN),
        Commands.describe(picture, "good", "good", Optional.empty(), true),
        PicturesNotFound.class);
    fixture.refused(
        anna, Commands.describe(picture, "good", "good", missing, true), AlbumNotFound.class);
    fixture.refused(
        anna, Commands.describe(picture, "good", "good", Optional.of(full), true), AlbumFull.class);
  }

  @Test
  default void picturesAreRemovedAllOrNone() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    List<PictureId> p = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG, SMALL_PNG);
    PictureId bens = fixture.add(fixture.as(Persona.BEN), Optional.empty(), SMALL_PNG).getFirst();
    RemovePictures missing = Commands.remove(p.get(0), GalleryFixture.NO_PICTURE);
    fixture.refused(fixture.readerOnly(Persona.ANNA), missing, Denial.ScopeMissing.class);
    fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), missing, Denial.ManagesNoGroup.class);
    fixture.refused(fixture.as(Persona.CLARA, Persona.DORA), missing, Denial.NotInGroup.class);
    fixture.refused(anna, missing, PicturesNotFound.class);
    fixture.refused(anna, Commands.remove(p.get(0), bens), PicturesNotFound.class);
    fixture.done(anna, Commands.remove(p.get(2), p.get(0), p.get(2)));
    assertThat(ids(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)))
        .containsExactly(p.get(1));
    assertThat(sizes(fixture)).containsExactly(1);
    fixture.refused(anna, Commands.remove(p.get(0)), PicturesNotFound.class);
  }

  @Test
  default void picturesAreFoundByOwnerAlbumAndIdWhichNarrowOneAnother() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Caller dora = fixture.as(Persona.DORA);
    AlbumId album = fixture.createAlbum(anna, "album");
    List<PictureId> in = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    PictureId loose = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    PictureId bens = fixture.add(fixture.as(Persona.BEN), Optional.empty(), SMALL_PNG).getFirst();
    List<UserId> annas = List.of(fixture.id(Persona.ANNA));
    List<UserId> both = List.of(fixture.id(Persona.BEN), fixture.id(Persona.ANNA));
    Optional<AlbumId> any = Optional.empty();
    assertThat(found(fixture, dora, annas, any, List.of()))
        .containsExactly(in.get(0), in.get(1), loose);
    assertThat(found(fixture, dora, both, any, List.of()))
        .containsExactly(in.get(0), in.get(1), loose, bens);
    assertThat(found(fixture, dora, List.of(), Optional.of(album), List.of())).isEqualTo(in);
    assertThat(found(fixture, dora, List.of(), any, List.of(bens, loose)))
        .containsExactly(loose, bens);
    assertThat(found(fixture, dora, annas, Optional.of(album), List.of(in.get(1), loose)))
        .containsExactly(in.get(1));
    assertThat(found(fixture, dora, List.of(), any, List.of(GalleryFixture.NO_PICTURE))).isEmpty();
    assertThat(fixture.found(dora, new FindPictures(annas, any, List.of(), new PageRequest(1, 2))))
        .hasSize(2);
    assertThat(fixture.found(dora, new FindPictures(annas, any, List.of(), ALL)))
        .noneMatch(GalleryFixture::isLinked);
    assertThat(fixture.found(anna, new FindPictures(annas, any, List.of(), ALL)))
        .allMatch(GalleryFixture::isLinked);
  }

  private static List<PictureId> found(
      GalleryFixture fixture,
      Caller caller,
      List<UserId> owners,
      Optional<AlbumId> album,
      List<PictureId> pictures) {
    return ids(fixture.found(caller, new FindPictures(owners, album, pictures, ALL)));
  }

  private static Page<PictureView> page(GalleryFixture fixture, int number, int size) {
    GetGallery query =
        Commands.gallery(fixture.id(Persona.ANNA), Optional.empty(), new PageRequest(number, size));
    return fixture.done(fixture.as(Persona.ANNA), query, GetGallery.Read.class).pictures();
  }

  private static List<Integer> sizes(GalleryFixture fixture) {
    return fixture.albumsOf(Persona.ANNA, fixture.as(Persona.ANNA)).stream()
        .map(GalleryFixture::size)
        .toList();
  }
}
