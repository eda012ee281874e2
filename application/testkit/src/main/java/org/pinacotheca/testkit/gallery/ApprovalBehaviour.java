package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
import static org.pinacotheca.testkit.generate.SamplePictures.TEXT;
import static org.pinacotheca.testkit.scenario.GalleryFixture.ids;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.FindAlbums;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.pictures.FaultyImages;
import org.pinacotheca.application.api.pictures.FindPictures;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.PicturesNotFound;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleApplication;

/** How uploads wait for approval. Part of {@link GalleryContract}. */
public interface ApprovalBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void aPendingPictureIsSeenByItsOwnerOnlyAndApartFromTheirAlbums() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    PictureView uploaded =
        fixture
            .done(
                fixture.as(Persona.ANNA, SampleApplication.NEWCOMER),
                Commands.upload(Optional.of(album), "waits", SMALL_PNG),
                UploadPhoto.Uploaded.class)
            .picture();
    PictureId waiting = uploaded.picture().id();
    assertThat(uploaded.picture().album()).contains(album);
    assertThat(uploaded.picture().text().description()).isEqualTo("waits");
    assertThat(uploaded).matches(GalleryFixture::isLinked);
    assertThat(fixture.pendingOf(anna)).containsExactly(waiting);
    assertThat(fixture.pendingOf(fixture.as(Persona.DORA))).isEmpty();
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).isEmpty();
    AlbumView listed = fixture.albumsOf(Persona.ANNA, anna).getFirst();
    assertThat(GalleryFixture.size(listed)).isZero();
    assertThat(listed.cover()).isEmpty();
    assertThat(listed.pictureIds()).contains(List.of());
    FindAlbums annas = new FindAlbums(Optional.of(fixture.id(Persona.ANNA)), Set.of());
    assertThat(fixture.done(anna, annas).listOf(AlbumView.class))
        .extracting(GalleryFixture::size)
        .containsExactly(0);
    assertThat(searched(fixture, anna, waiting)).containsExactly(waiting);
    assertThat(searched(fixture, fixture.as(Persona.DORA), waiting)).isEmpty();
  }

  @Test
  default void anApprovedPictureIsShownAndStaysSo() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    PictureId waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).id();
    fixture.done(anna, Commands.approve(waiting, waiting));
    assertThat(fixture.pendingOf(anna)).isEmpty();
    assertThat(ids(fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(Persona.DORA))))
        .containsExactly(waiting);
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .extracting(GalleryFixture::size)
        .containsExactly(1);
    fixture.done(anna, Commands.approve(waiting));
    fixture.refused(anna, Commands.reject(waiting), PicturesNotFound.class);
  }

  @Test
  default void aRejectedPictureIsGone() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    PictureId waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).id();
    fixture.done(anna, Commands.reject(waiting));
    assertThat(fixture.pendingOf(anna)).isEmpty();
    fixture.refused(anna, Commands.approve(waiting), PicturesNotFound.class);
    fixture.refused(anna, Commands.reject(waiting), PicturesNotFound.class);
    fixture.done(anna, new RemoveAlbum(album, false));
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).isEmpty();
  }

  @Test
  default void approvingAndRejectingAreRefusedInOrderAndAllOrNone() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    PictureId waiting = fixture.uploadPending(Persona.ANNA, Optional.empty()).id();
    PictureId shown = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    PictureId bens = fixture.uploadPending(Persona.BEN, Optional.empty()).id();
    PictureId missing = GalleryFixture.NO_PICTURE;
    for (Object call :
        List.of(Commands.approve(waiting, missing), Commands.reject(waiting, missing))) {
      fixture.refused(
          fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
          call,
          Denial.ScopeMissing.class);
      fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), call, Denial.ManagesNoGroup.class);
      fixture.refused(fixture.as(Persona.CLARA, Persona.EMIL), call, Denial.NotInGroup.class);
      fixture.refused(anna, call, PicturesNotFound.class);
    }
    fixture.refused(anna, Commands.approve(waiting, bens), PicturesNotFound.class);
    fixture.refused(anna, Commands.reject(waiting, bens), PicturesNotFound.class);
    fixture.refused(anna, Commands.reject(waiting, shown), PicturesNotFound.class);
    assertThat(fixture.pendingOf(anna)).containsExactly(waiting);
  }

  @Test
  default void uploadsWithoutAnAlbumGoToTheProgramsOwn() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId first = fixture.upload(anna, Optional.empty(), "shown").album().orElseThrow();
    assertThat(fixture.upload(anna, Optional.empty(), "shown").album()).contains(first);
    Picture waiting = fixture.uploadPending(Persona.ANNA, Optional.empty());
    AlbumId other = waiting.album().orElseThrow();
    assertThat(other).isNotEqualTo(first);
    List<AlbumView> albums = fixture.albumsOf(Persona.ANNA, anna);
    assertThat(albums).extracting(view -> view.album().id()).containsExactly(first, other);
    assertThat(albums)
        .extracting(view -> view.album().name().value())
        .containsOnly("Pictures by the prog");
    assertThat(albums).extracting(GalleryFixture::size).containsExactly(2, 0);
    assertThat(fixture.pendingOf(anna)).containsExactly(waiting.id());
  }

  @Test
  default void uploadingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId full = fixture.createAlbum(anna, "full");
    AlbumId bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    fixture.fill(anna, full, 60);
    Optional<AlbumId> missing = Optional.of(GalleryFixture.NO_ALBUM);
    String good = "good";
    Caller scopeless = fixture.readerOnly(Persona.ANNA);
    fixture.refused(scopeless, Commands.upload(missing, good, TEXT), AlbumNotFound.class);
    fixture.refused(anna, Commands.upload(Optional.of(bens), good, SMALL_PNG), AlbumNotFound.class);
    fixture.refused(
        scopeless, Commands.upload(Optional.of(full), good, TEXT), Denial.ScopeMissing.class);
    fixture.refused(anna, Commands.upload(Optional.of(full), good, TEXT), FaultyImages.class);
    fixture.refused(anna, Commands.upload(Optional.of(full), good, SMALL_PNG), AlbumFull.class);
    fixture.refused(anna, Commands.upload(Optional.empty(), good, TEXT), FaultyImages.class);
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .as("no album for a picture that was not kept")
        .hasSize(1);
  }

  private static List<PictureId> searched(
      GalleryFixture fixture, Caller caller, PictureId picture) {
    FindPictures query =
        new FindPictures(List.of(), Optional.empty(), List.of(picture), new PageRequest(1, 10));
    return ids(fixture.found(caller, query));
  }
}
