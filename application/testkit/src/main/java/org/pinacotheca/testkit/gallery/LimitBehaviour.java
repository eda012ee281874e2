package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
import static org.pinacotheca.testkit.scenario.GalleryFixture.adding;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.PictureAt;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** The limits of a gallery. Part of {@link GalleryContract}. */
public interface LimitBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void anOrdinaryAlbumHoldsSixtyPicturesAndCountsThosePending() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    PictureAt waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).picture();
    fixture.fill(anna, album, 57);
    fixture.refused(anna, adding(Optional.of(album), SMALL_PNG, SMALL_PNG, SMALL_PNG), "AlbumFull");
    fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    fixture.refused(anna, adding(Optional.of(album), SMALL_PNG), "AlbumFull");
    Call upload = new Call.UploadPhoto(Optional.of(album), Optional.empty(), SMALL_PNG);
    fixture.refused(anna, upload, "AlbumFull");
    fixture.refused(fixture.as(Persona.ANNA, SampleApplication.NEWCOMER), upload, "AlbumFull");
    assertThat(fixture.done(anna, new Call.Approve(List.of(waiting)))).isEmpty();
    fixture.refused(anna, adding(Optional.of(album), SMALL_PNG), "AlbumFull");
    assertThat(fixture.done(anna, new Call.RemovePictures(List.of(waiting)))).isEmpty();
    fixture.add(anna, Optional.of(album), SMALL_PNG);
  }

  @Test
  default void aProgramsOwnAlbumHoldsAThousandPictures() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Call upload = new Call.UploadPhoto(Optional.empty(), Optional.empty(), SMALL_PNG);
    Observed.PictureFacts first = GalleryFixture.picture(fixture.done(anna, upload).getFirst());
    AlbumAt album = new AlbumAt(fixture.id(Persona.ANNA), new AlbumId(first.album()));
    fixture.fill(anna, album, 998);
    fixture.refused(anna, adding(Optional.of(album), SMALL_PNG, SMALL_PNG), "AlbumFull");
    assertThat(fixture.done(anna, upload)).hasSize(1);
    fixture.refused(anna, upload, "AlbumFull");
    assertThat(fixture.albumsOf(Persona.ANNA, anna).getFirst().size()).isEqualTo(1000);
  }

  @Test
  default void sixtyPicturesOfAProgramWaitAtMost() {
    GalleryFixture fixture = fixture();
    Caller newcomer = fixture.as(Persona.ANNA, SampleApplication.NEWCOMER);
    PictureAt first = fixture.uploadPending(Persona.ANNA, Optional.empty()).picture();
    for (int count = 1; count < 60; count++) {
      assertThat(fixture.uploadPending(Persona.ANNA, Optional.empty()).picture())
          .isNotEqualTo(first);
    }
    Call upload = new Call.UploadPhoto(Optional.empty(), Optional.empty(), SMALL_PNG);
    fixture.refused(newcomer, upload, "TooManyPending");
    assertThat(fixture.done(fixture.as(Persona.ANNA), upload))
        .as("another program may still upload")
        .hasSize(1);
    assertThat(fixture.done(fixture.as(Persona.BEN, SampleApplication.NEWCOMER), upload))
        .as("and for another member")
        .hasSize(1);
    assertThat(fixture.done(fixture.as(Persona.ANNA), new Call.Approve(List.of(first)))).isEmpty();
    assertThat(fixture.done(newcomer, upload)).hasSize(1);
    fixture.refused(newcomer, upload, "TooManyPending");
  }

  @Test
  default void aMemberHasAThousandAlbumsAtMost() {
    GalleryFixture fixture = fixture();
    Caller dora = fixture.as(Persona.DORA);
    AlbumAt first = fixture.createAlbum(dora, "first");
    for (int count = 1; count < 1000; count++) {
      fixture.createAlbum(dora, "album " + count);
    }
    fixture.refused(dora, new Call.CreateAlbum(GalleryFixture.nameless()), "InvalidFields");
    fixture.refused(dora, new Call.CreateAlbum(GalleryFixture.draft("one more")), "TooManyAlbums");
    Call upload = new Call.UploadPhoto(Optional.empty(), Optional.empty(), SMALL_PNG);
    fixture.refused(dora, upload, "TooManyAlbums");
    assertThat(fixture.done(dora, new Call.RemoveAlbum(first, true))).isEmpty();
    assertThat(fixture.done(dora, upload)).hasSize(1);
    fixture.refused(dora, new Call.CreateAlbum(GalleryFixture.draft("one more")), "TooManyAlbums");
    assertThat(fixture.albumsOf(Persona.DORA, dora)).hasSize(1000);
  }
}
