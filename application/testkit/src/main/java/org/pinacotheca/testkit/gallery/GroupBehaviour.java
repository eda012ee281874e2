package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
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

/** How a group's manager acts for its members. Part of {@link GalleryContract}. */
public interface GroupBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void whatTheManagerDoesForAMemberIsTheMembers() {
    GalleryFixture fixture = fixture();
    Caller claraForAnna = fixture.as(Persona.CLARA, Persona.ANNA);
    AlbumAt album = fixture.createAlbum(claraForAnna, "by Clara");
    assertThat(album.owner()).isEqualTo(fixture.id(Persona.ANNA));
    List<PictureAt> pictures = fixture.add(claraForAnna, Optional.of(album), SMALL_PNG);
    Caller anna = fixture.as(Persona.ANNA);
    assertThat(fixture.albumsOf(Persona.ANNA, anna).stream().map(Observed.AlbumFacts::album))
        .containsExactly(album);
    assertThat(fixture.albumsOf(Persona.CLARA, fixture.as(Persona.CLARA))).isEmpty();
    Call update = new Call.UpdateAlbum(album, GalleryFixture.draft("by Anna"), OptionalInt.empty());
    assertThat(GalleryFixture.album(fixture.done(anna, update).getFirst()).name())
        .isEqualTo("by Anna");
    assertThat(fixture.done(claraForAnna, new Call.RemovePictures(pictures))).isEmpty();
    assertThat(fixture.done(claraForAnna, new Call.RemoveAlbum(album, false))).isEmpty();
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).isEmpty();
  }

  @Test
  default void theManagerSeesWhatTheMemberSees() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    PictureAt waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).picture();
    Caller claraForAnna = fixture.as(Persona.CLARA, Persona.ANNA);
    assertThat(fixture.albumsOf(Persona.ANNA, claraForAnna))
        .isEqualTo(fixture.albumsOf(Persona.ANNA, anna));
    List<Observed.PictureFacts> seen =
        fixture.picturesOf(Persona.ANNA, Optional.of(album), claraForAnna);
    assertThat(seen).allMatch(Observed.PictureFacts::isLinked).hasSize(1);
    assertThat(fixture.pendingOf(claraForAnna)).containsExactly(waiting);
    assertThat(fixture.done(claraForAnna, new Call.Approve(List.of(waiting)))).isEmpty();
    assertThat(ids(fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(Persona.DORA))))
        .hasSize(2);
  }

  @Test
  default void aManagerWhoActsForNobodyIsAStrangerToTheirMembers() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumAt album = fixture.createAlbum(anna, "album");
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    Caller clara = fixture.as(Persona.CLARA);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), clara))
        .noneMatch(Observed.PictureFacts::isLinked);
    fixture.refused(clara, new Call.RemoveAlbum(album, false), "AlbumNotFound");
  }

  @Test
  default void aManagerMayNameThemselves() {
    GalleryFixture fixture = fixture();
    for (Persona manager : List.of(Persona.CLARA, Persona.EMIL)) {
      AlbumAt album = fixture.createAlbum(fixture.as(manager, manager), "own");
      assertThat(album.owner()).isEqualTo(fixture.id(manager));
      assertThat(fixture.albumsOf(manager, fixture.as(manager, manager))).hasSize(1);
    }
  }

  @Test
  default void readingForOthersIsRefusedAsWritingIs() {
    GalleryFixture fixture = fixture();
    for (Persona member : List.of(Persona.ANNA, Persona.DORA)) {
      Call gallery = fixture.galleryOf(member, Optional.empty());
      Call albums = new Call.ListAlbums(fixture.id(member), true);
      Call pending = new Call.GetPending(OptionalInt.empty(), OptionalInt.empty());
      for (Call call : List.of(gallery, albums, pending)) {
        fixture.refused(fixture.as(Persona.ANNA, member), call, "ManagesNoGroup");
        fixture.refused(fixture.as(Persona.EMIL, member), call, "NotInGroup");
      }
    }
    Caller claraForDora = fixture.as(Persona.CLARA, Persona.DORA);
    fixture.refused(
        claraForDora, new Call.ListAlbums(fixture.id(Persona.DORA), false), "NotInGroup");
    fixture.refused(
        fixture.readerOnly(Persona.CLARA).actingFor(fixture.id(Persona.ANNA)),
        new Call.CreateAlbum(GalleryFixture.draft("x")),
        "ScopeMissing");
    assertThat(
            fixture.albumsOf(
                Persona.ANNA,
                fixture.readerOnly(Persona.CLARA).actingFor(fixture.id(Persona.ANNA))))
        .isEmpty();
  }
}
