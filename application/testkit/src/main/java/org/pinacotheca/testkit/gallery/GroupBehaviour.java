package org.pinacotheca.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pinacotheca.testkit.generate.SamplePictures.SMALL_PNG;
import static org.pinacotheca.testkit.scenario.GalleryFixture.ids;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Denial;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.AlbumView;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.domain.album.Album;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.testkit.scenario.Commands;
import org.pinacotheca.testkit.scenario.GalleryFixture;
import org.pinacotheca.testkit.scenario.Persona;

/** How a group's manager acts for its members. Part of {@link GalleryContract}. */
public interface GroupBehaviour {
  /** The API under test. */
  GalleryFixture fixture();

  @Test
  default void whatTheManagerDoesForAMemberIsTheMembers() {
    GalleryFixture fixture = fixture();
    Caller claraForAnna = fixture.as(Persona.CLARA, Persona.ANNA);
    AlbumId album = fixture.createAlbum(claraForAnna, "by Clara");
    List<PictureId> pictures = fixture.add(claraForAnna, Optional.of(album), SMALL_PNG);
    Caller anna = fixture.as(Persona.ANNA);
    assertThat(fixture.albumsOf(Persona.ANNA, anna))
        .extracting(AlbumView::album)
        .extracting(Album::id, Album::owner)
        .containsExactly(tuple(album, fixture.id(Persona.ANNA)));
    assertThat(fixture.albumsOf(Persona.CLARA, fixture.as(Persona.CLARA))).isEmpty();
    fixture.done(anna, Commands.update(album, AlbumDraft.named("by Anna")));
    assertThat(fixture.albumsOf(Persona.ANNA, claraForAnna))
        .extracting(view -> view.album().name().value())
        .containsExactly("by Anna");
    fixture.done(claraForAnna, Commands.remove(pictures.getFirst()));
    fixture.done(claraForAnna, new RemoveAlbum(album, false));
    assertThat(fixture.albumsOf(Persona.ANNA, anna)).isEmpty();
  }

  @Test
  default void theManagerSeesWhatTheMemberSees() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    PictureId waiting = fixture.uploadPending(Persona.ANNA, Optional.of(album)).id();
    Caller claraForAnna = fixture.as(Persona.CLARA, Persona.ANNA);
    assertThat(fixture.albumsOf(Persona.ANNA, claraForAnna))
        .allMatch(view -> view.cover().isPresent())
        .extracting(AlbumView::album)
        .isEqualTo(fixture.albumsOf(Persona.ANNA, anna).stream().map(AlbumView::album).toList());
    List<PictureView> seen = fixture.picturesOf(Persona.ANNA, Optional.of(album), claraForAnna);
    assertThat(seen).allMatch(GalleryFixture::isLinked).hasSize(1);
    assertThat(fixture.pendingOf(claraForAnna)).containsExactly(waiting);
    fixture.done(claraForAnna, Commands.approve(waiting));
    assertThat(ids(fixture.picturesOf(Persona.ANNA, Optional.of(album), fixture.as(Persona.DORA))))
        .hasSize(2);
  }

  @Test
  default void aManagerWhoActsForNobodyIsAStrangerToTheirMembers() {
    GalleryFixture fixture = fixture();
    Caller anna = fixture.as(Persona.ANNA);
    AlbumId album = fixture.createAlbum(anna, "album");
    fixture.add(anna, Optional.of(album), SMALL_PNG);
    Caller clara = fixture.as(Persona.CLARA);
    assertThat(fixture.picturesOf(Persona.ANNA, Optional.of(album), clara))
        .noneMatch(GalleryFixture::isLinked);
    fixture.refused(clara, new RemoveAlbum(album, false), AlbumNotFound.class);
  }

  @Test
  default void aManagerMayNameThemselves() {
    GalleryFixture fixture = fixture();
    for (Persona manager : List.of(Persona.CLARA, Persona.EMIL)) {
      AlbumId album = fixture.createAlbum(fixture.as(manager, manager), "own");
      assertThat(fixture.albumsOf(manager, fixture.as(manager, manager)))
          .extracting(AlbumView::album)
          .extracting(Album::id, Album::owner)
          .containsExactly(tuple(album, fixture.id(manager)));
    }
  }

  @Test
  default void readingForOthersIsRefusedAsWritingIs() {
    GalleryFixture fixture = fixture();
    for (Persona member : List.of(Persona.ANNA, Persona.DORA)) {
      Object gallery = Commands.gallery(fixture.id(member), Optional.empty());
      Object albums = Commands.list(fixture.id(member));
      for (Object query : List.of(gallery, albums, Commands.pending())) {
        fixture.refused(fixture.as(Persona.ANNA, member), query, Denial.ManagesNoGroup.class);
        fixture.refused(fixture.as(Persona.EMIL, member), query, Denial.NotInGroup.class);
      }
    }
    Caller claraForDora = fixture.as(Persona.CLARA, Persona.DORA);
    fixture.refused(claraForDora, Commands.list(fixture.id(Persona.DORA)), Denial.NotInGroup.class);
    fixture.refused(
        fixture.readerOnly(Persona.CLARA).actingFor(fixture.id(Persona.ANNA)),
        Commands.create(AlbumDraft.named("x")),
        Denial.ScopeMissing.class);
    assertThat(
            fixture.albumsOf(
                Persona.ANNA,
                fixture.readerOnly(Persona.CLARA).actingFor(fixture.id(Persona.ANNA))))
        .isEmpty();
  }
}
