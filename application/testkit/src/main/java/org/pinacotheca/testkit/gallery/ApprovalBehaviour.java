package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
import static org.pinacotheca.testkit.generate.SamplePictures.TEXT;
import static org.pinacotheca.testkit.scenario.GalleryFixture.ids;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.AlbumAt;
import org.pinacotheca.testkit.scenario.Call;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Observed;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.PictureAt;

/** How uploads wait for approval. Part of {@link GalleryContract}. */
public interface ApprovalBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void aPendingPictureIsSeenByItsOwnerOnlyAndApartFromTheirAlbums() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    Observed.PictureFacts waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album));
    assertThat(waiting.album()).isEqualTo(album.id().value());
    assertThat(waiting.description()).isEqualTo("waits");
    assertThat(waiting.isLinked()).isTrue();
    assertThat(fixture.pendingOf(anna)).containsExactly(waiting.picture());
    assertThat(fixture.pendingOf(fixture.as(Persona.DORA))).isEmpty();
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).isEmpty();
    Observed.AlbumFacts listed = fixture.albumsOf(Persona.ANNA, anna).getFirst();
    assertThat(listed.size()).isZero();
    assertThat(listed.cover().orElse(0)).isZero();
    assertThat(listed.pictureIds().orElseThrow()).isEmpty();
    assertThat(searched(fixture, fixture.as(Persona.ANNA), waiting.picture()))
        .containsExactly(waiting.picture());
    assertThat(searched(fixture, fixture.as(Persona.DORA), waiting.picture())).isEmpty();
  }

  @Test
  default void anApprovedPictureIsShownAndStaysSo() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    PictureAt waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).picture();
    assertThat(fixture.done(anna, new Call.Approve(List.of(waiting, waiting)))).isEmpty();
    assertThat(fixture.pendingOf(anna)).isEmpty();
    assertThat(ids(fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(Persona.DORA))))
        .containsExactly(waiting);
    assertThat(fixture.albumsOf(Persona.ANNA, anna).getFirst().size()).isEqualTo(1);
    assertThat(fixture.done(anna, new Call.Approve(List.of(waiting)))).isEmpty();
    fixture.refused(anna, new Call.Reject(List.of(waiting)), "PicturesNotFound");
  }

  @Test
  default void aRejectedPictureIsGone() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    PictureAt waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).picture();
    assertThat(fixture.done(anna, new Call.Reject(List.of(waiting)))).isEmpty();
    assertThat(fixture.pendingOf(anna)).isEmpty();
    fixture.refused(anna, new Call.Approve(List.of(waiting)), "PicturesNotFound");
    fixture.refused(anna, new Call.Reject(List.of(waiting)), "PicturesNotFound");
    assertThat(fixture.done(anna, new Call.RemoveAlbum(album, false))).isEmpty();
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.empty(), anna)).isEmpty();
  }

  @Test
  default void approvingAndRejectingAreRefusedInOrderAndAllOrNone() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    PictureAt waiting = fixture.uploadPending(Persona.ANNA, Optional.empty()).picture();
    PictureAt shown = fixture.add(anna, Optional.empty(), SMALL_PNG).getFirst();
    PictureAt bens = fixture.uploadPending(Persona.BEN, Optional.empty()).picture();
    List<PictureAt> missing = List.of(waiting, fixture.noPicture(Persona.ANNA));
    for (Call call : List.of(new Call.Approve(missing), new Call.Reject(missing))) {
      fixture.refused(
          fixture.readerOnly(Persona.DORA).actingFor(fixture.id(Persona.ANNA)),
          call,
          "ScopeMissing");
      fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), call, "ManagesNoGroup");
      fixture.refused(fixture.as(Persona.CLARA, Persona.EMIL), call, "NotInGroup");
      fixture.refused(anna, call, "PicturesNotFound");
    }
    for (Call call : List.of(new Call.Approve(List.of()), new Call.Reject(List.of()))) {
      fixture.refused(fixture.readerOnly(Persona.ANNA), call, "ScopeMissing");
      fixture.refused(fixture.as(Persona.DORA, Persona.ANNA), call, "InvalidFields");
      fixture.refused(anna, call, "InvalidFields");
    }
    fixture.refused(anna, new Call.Approve(List.of(waiting, bens)), "PicturesNotFound");
    fixture.refused(anna, new Call.Reject(List.of(waiting, bens)), "PicturesNotFound");
    fixture.refused(anna, new Call.Reject(List.of(waiting, shown)), "PicturesNotFound");
    assertThat(fixture.pendingOf(anna)).containsExactly(waiting);
  }

  @Test
  default void uploadsWithoutAnAlbumGoToTheProgramsOwn() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    Call upload = new Call.UploadPhoto(Optional.empty(), Optional.of("shown"), SMALL_PNG);
    Observed.PictureFacts first = GalleryFixture.picture(fixture.done(anna, upload).getFirst());
    Observed.PictureFacts second = GalleryFixture.picture(fixture.done(anna, upload).getFirst());
    Observed.PictureFacts other = fixture.uploadPending(Persona.ANNA, Optional.empty());
    assertThat(second.album()).isEqualTo(first.album());
    assertThat(other.album()).isNotEqualTo(first.album());
    List<Observed.AlbumFacts> albums = fixture.albumsOf(Persona.ANNA, anna);
    assertThat(albums.stream().map(facts -> facts.album().id().value()))
        .containsExactly(first.album(), other.album());
    assertThat(albums.stream().map(Observed.AlbumFacts::name)).containsOnly("Pictures by the prog");
    assertThat(albums.stream().map(Observed.AlbumFacts::size)).containsExactly(2, 0);
    assertThat(fixture.pendingOf(anna)).containsExactly(other.picture());
  }

  @Test
  default void uploadingIsRefusedInOrder() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt full = fixture.createAlbum(anna, "full");
    AlbumAt bens = fixture.createAlbum(fixture.as(Persona.BEN), "Ben's");
    fixture.fill(anna, full, 60);
    Optional<AlbumAt> missing = Optional.of(fixture.noAlbum(Persona.ANNA));
    Optional<String> tooLong = Optional.of("x".repeat(1001));
    Optional<String> good = Optional.of("good");
    Caller scopeless = fixture.readerOnly(Persona.ANNA);
    fixture.refused(scopeless, new Call.UploadPhoto(missing, tooLong, TEXT), "InvalidFields");
    fixture.refused(scopeless, new Call.UploadPhoto(missing, good, TEXT), "AlbumNotFound");
    fixture.refused(
        anna, new Call.UploadPhoto(Optional.of(bens), good, SMALL_PNG), "AlbumNotFound");
    fixture.refused(scopeless, new Call.UploadPhoto(Optional.of(full), good, TEXT), "ScopeMissing");
    fixture.refused(anna, new Call.UploadPhoto(Optional.of(full), good, TEXT), "FaultyImages");
    fixture.refused(anna, new Call.UploadPhoto(Optional.of(full), good, SMALL_PNG), "AlbumFull");
    fixture.refused(anna, new Call.UploadPhoto(Optional.empty(), good, TEXT), "FaultyImages");
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .as("no album for a picture that was not kept")
        .hasSize(1);
  }

  private static List<PictureAt> searched(
      GalleryFixture fixture, Caller caller, PictureAt picture) {
    Call call =
        new Call.FindPictures(
            List.of(),
            Optional.empty(),
            List.of(picture),
            OptionalInt.empty(),
            OptionalInt.empty());
    return fixture.done(caller, call).stream()
        .map(facts -> GalleryFixture.picture(facts).picture())
        .toList();
  }
}
