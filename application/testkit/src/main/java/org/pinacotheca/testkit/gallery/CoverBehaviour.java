package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.domain.album.Cover;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.Field;
import org.pinacotheca.testkit.scenario.GalleryApi;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.Reply;

/** How an album's cover follows its picture. Part of {@link GalleryContract}. */
public interface CoverBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  private void assertCover(AlbumId album, PictureId picture, boolean safe) {
    Caller anna = fixture().as(Persona.ANNA);
    Reply.Done listed = fixture().done(anna, Commands.list(fixture().id(Persona.ANNA)));
    assertThat(listed.as(ListAlbums.Listed.class).albums())
        .filteredOn(view -> view.album().id().equals(album))
        .singleElement()
        .satisfies(view -> {
          if (listed.shows(Field.COVER)) {
            assertThat(view.album().tally().cover().map(Cover::picture)).contains(picture);
          }
          assertThat(view.coverSafe()).isEqualTo(safe);
        });
  }

  private void declare(PictureId picture, AlbumId album, boolean safe) {
    fixture()
        .done(
            fixture().as(Persona.ANNA),
            Commands.describe(picture, "", "", Optional.of(album), safe));
  }

  private void moderate(boolean safe, PictureId... pictures) {
    fixture().done(fixture().as(Persona.ANNA), new GalleryApi.Moderate(List.of(pictures), safe));
  }

  @Test
  default void aCoverIsSafeWhileItsPictureIsDeclaredAndConfirmed() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    List<PictureId> pictures = fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    PictureId cover = pictures.getFirst();
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
    AlbumId one = fixture.createAlbum(anna, "one");
    AlbumId other = fixture.createAlbum(anna, "other");
    List<PictureId> pictures = fixture.add(anna, Optional.of(one), SMALL_PNG, SMALL_PNG, SMALL_PNG);
    PictureId first = pictures.getFirst();
    PictureId last = pictures.getLast();
    fixture.add(anna, Optional.of(other), SMALL_PNG);
    declare(first, one, true);
    declare(last, one, true);
    moderate(true, first, last);
    assertCover(one, first, true);
    declare(first, other, true);
    assertCover(one, pictures.get(1), false);
    assertCover(other, first, true);
    fixture.done(anna, Commands.remove(pictures.get(1)));
    assertCover(one, last, true);
    declare(first, one, false);
    assertCover(one, first, false);
  }
}
