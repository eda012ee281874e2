package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.albums.TooManyAlbums;
import org.pinacotheca.application.api.pictures.TooManyPending;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** The limits of a gallery. Part of {@link GalleryContract}. */
public interface LimitBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void anOrdinaryAlbumHoldsSixtyPicturesAndCountsThosePending() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    PictureId waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).id();
    fixture.fill(anna, album, 57);
    fixture.refused(
        anna, Commands.add(Optional.of(album), SMALL_PNG, SMALL_PNG, SMALL_PNG), AlbumFull.class);
    fixture.add(anna, Optional.of(album), SMALL_PNG, SMALL_PNG);
    fixture.refused(anna, Commands.add(Optional.of(album), SMALL_PNG), AlbumFull.class);
    Object upload = Commands.upload(Optional.of(album), "", SMALL_PNG);
    fixture.refused(anna, upload, AlbumFull.class);
    fixture.refused(fixture.as(Persona.ANNA, SampleApplication.NEWCOMER), upload, AlbumFull.class);
    fixture.done(anna, Commands.approve(waiting));
    fixture.refused(anna, Commands.add(Optional.of(album), SMALL_PNG), AlbumFull.class);
    fixture.done(anna, Commands.remove(waiting));
    fixture.add(anna, Optional.of(album), SMALL_PNG);
  }

  @Test
  default void aProgramsOwnAlbumHoldsAThousandPictures() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Object upload = Commands.upload(Optional.empty(), "", SMALL_PNG);
    AlbumId album = fixture.upload(anna, Optional.empty(), "").album().orElseThrow();
    fixture.fill(anna, album, 998);
    fixture.refused(anna, Commands.add(Optional.of(album), SMALL_PNG, SMALL_PNG), AlbumFull.class);
    fixture.done(anna, upload);
    fixture.refused(anna, upload, AlbumFull.class);
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .extracting(GalleryFixture::size)
        .containsExactly(1000);
  }

  @Test
  default void sixtyPicturesOfAProgramWaitAtMost() {
    GalleryFixture fixture = fixture();
    Caller newcomer = fixture.as(Persona.ANNA, SampleApplication.NEWCOMER);
    PictureId first = fixture.uploadPending(Persona.ANNA, Optional.empty()).id();
    for (int count = 1; count < 60; count++) {
      assertThat(fixture.uploadPending(Persona.ANNA, Optional.empty()).id()).isNotEqualTo(first);
    }
    Object upload = Commands.upload(Optional.empty(), "", SMALL_PNG);
    fixture.refused(newcomer, upload, TooManyPending.class);
    // Another program may still upload, and the program for another member.
    fixture.done(fixture.as(Persona.ANNA), upload);
    fixture.done(fixture.as(Persona.BEN, SampleApplication.NEWCOMER), upload);
    fixture.done(fixture.as(Persona.ANNA), Commands.approve(first));
    fixture.done(newcomer, upload);
    fixture.refused(newcomer, upload, TooManyPending.class);
  }

  @Test
  default void aMemberHasAThousandAlbumsAtMost() {
    GalleryFixture fixture = fixture();
    Caller dora = fixture.as(Persona.DORA);
    AlbumId first = fixture.createAlbum(dora, "first");
    for (int count = 1; count < 1000; count++) {
      fixture.createAlbum(dora, "album " + count);
    }
    fixture.refused(dora, Commands.create(AlbumDraft.named("one more")), TooManyAlbums.class);
    Object upload = Commands.upload(Optional.empty(), "", SMALL_PNG);
    fixture.refused(dora, upload, TooManyAlbums.class);
    fixture.done(dora, new RemoveAlbum(first, true));
    fixture.done(dora, upload);
    fixture.refused(dora, Commands.create(AlbumDraft.named("one more")), TooManyAlbums.class);
    assertThat(fixture.albumsOf(Persona.DORA, dora)).hasSize(1000);
  }
}
