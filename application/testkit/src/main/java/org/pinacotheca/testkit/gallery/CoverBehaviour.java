package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.PictureAt;

/** How an album's cover follows its picture. Part of {@link GalleryContract}. */
public interface CoverBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  private void assertCover(AlbumAt album, PictureAt picture, boolean safe) {
    Caller anna = fixture().as(Persona.ANNA);
    int expected = picture.id().value();
    assertThat(fixture().albumsOf(Persona.ANNA, anna))
        .filteredOn(listed -> listed.album().equals(album))
        .singleElement()
        .satisfies(listed -> {
          assertThat(listed.cover().orElse(expected)).isEqualTo(expected);
          assertThat(listed.coverIsSafe().orElse(safe)).isEqualTo(safe);
        });
  }

  private void declare(PictureAt picture, AlbumAt album, boolean safe) {
    Call.UpdatePicture update =
        new Call.UpdatePicture(
            picture, Optional.empty(), Optional.empty(), Optional.of(album), safe);
    fixture().done(fixture().as(Persona.ANNA), update);
  }

  private void moderate(boolean safe, PictureAt... pictures) {
    fixture().done(fixture().as(Persona.ANNA), new Call.Moderate(List.of(pictures), safe));
  }

  @Test
  default void aCoverIsSafeWhileItsPictureIsDeclaredAndConfirmed() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    List<PictureAt> pictures = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    PictureAt cover = pictures.getFirst();
    declare(pictures.getLast(), album, true);
    moderate(true, cover, pictures.getLast());
    assertCover(album, cover, false);
    declare(cover, album, true);
    assertCover(album, cover, true);
    moderate(false, cover);
    assertCover(album, cover, false);
    moderate(true, cover);
    declare(pictures.getLast(), album, false);
    assertCover(album, cover, true);
    declare(cover, album, false);
    assertCover(album, cover, false);
    declare(cover, album, true);
    assertCover(album, cover, false);
  }

  @Test
  default void aCoverThatIsMovedOrRemovedLeavesItsPlaceToTheNext() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt one = fixture.createAlbum(anna, "one");
    AlbumAt other = fixture.createAlbum(anna, "other");
    List<PictureAt> pictures = fixture.add(anna, Optional.of(one), SMALL_PNG, SMALL_PNG, SMALL_PNG);
    PictureAt first = pictures.getFirst();
    PictureAt last = pictures.getLast();
    fixture.add(anna, Optional.of(other), SMALL_PNG);
    declare(first, one, true);
    declare(last, one, true);
    moderate(true, first, last);
    assertCover(one, first, true);
    declare(first, other, true);
    assertCover(one, pictures.get(1), false);
    assertCover(other, first, true);
    fixture.done(anna, new Call.RemovePictures(List.of(pictures.get(1))));
    assertCover(one, last, true);
    declare(first, one, false);
    assertCover(one, first, false);
  }
}
