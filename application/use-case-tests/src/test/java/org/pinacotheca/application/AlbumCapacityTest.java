package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.albums.AlbumFull;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.UpdateAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.domain.album.AlbumCapacity;
import org.pinacotheca.domain.album.AlbumChange;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** A deployment with a smaller capacity than existing albums have breaks none of them. */
class AlbumCapacityTest {
  private final InMemoryGallery memory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(memory.gallery(), memory.clock());
  private final Caller anna = world.caller(Persona.ANNA);

  private Gallery holding(int pictures) {
    return Gallery.of(
        memory.storage(),
        memory.files(),
        memory.processor(),
        memory.secrets(),
        GallerySettings.DEFAULT.withAlbums(new AlbumCapacity(pictures)));
  }

  private static Object add(Gallery gallery, Caller caller, Optional<AlbumId> album, int count) {
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    return gallery
        .pictures()
        .add(caller, new AddPictures(album, Collections.nCopies(count, picture)));
  }

  private static List<PictureId> added(Object outcome) {
    return outcome instanceof AddPictures.Added(List<PictureId> ids) ? ids : List.of();
  }

  @Test
  void anAlbumThatHoldsMoreThanIsAllowedKeepsItAndTakesNoMore() {
    Gallery large = holding(3);
    AlbumDraft draft = AlbumDraft.named("album");
    AlbumId album =
        large.albums().create(anna, new CreateAlbum(draft.check().orElseThrow()))
                instanceof CreateAlbum.Created(var view)
            ? view.album().id()
            : new AlbumId(Integer.MAX_VALUE);
    List<PictureId> pictures = added(add(large, anna, Optional.of(album), 3));
    assertThat(add(large, anna, Optional.of(album), 1)).isEqualTo(new AlbumFull(3, 3));
    Gallery small = holding(1);
    assertThat(add(small, anna, Optional.of(album), 1)).isEqualTo(new AlbumFull(1, 3));
    AlbumChange renaming =
        new AlbumChange(
            Optional.of("renamed"),
            new Change.Keep<>(),
            new Change.Keep<>(),
            new Change.Keep<>(),
            new Change.Keep<>());
    UpdateAlbum rename = new UpdateAlbum(album, renaming.check().orElseThrow(), OptionalInt.of(0));
    assertThat(small.albums().update(anna, rename)).isInstanceOf(UpdateAlbum.Updated.class);
    UpdatePicture within = moving(pictures.getFirst(), new Change.Keep<>());
    assertThat(small.pictures().update(anna, within)).isInstanceOf(UpdatePicture.Updated.class);
    UpdatePicture out = moving(pictures.getFirst(), new Change.Clear<>());
    assertThat(small.pictures().update(anna, out)).isInstanceOf(UpdatePicture.Updated.class);
    UpdatePicture back = moving(pictures.getFirst(), new Change.Set<>(album));
    assertThat(small.pictures().update(anna, back)).isEqualTo(new AlbumFull(1, 2));
    assertThat(
            small
                .pictures()
                .remove(anna, new RemovePictures(PictureSelection.of(pictures.subList(1, 3)))))
        .isInstanceOf(RemovePictures.Removed.class);
    assertThat(small.pictures().update(anna, back)).isInstanceOf(UpdatePicture.Updated.class);
  }

  private static UpdatePicture moving(PictureId picture, Change<AlbumId> album) {
    return new UpdatePicture(
        picture,
        new PictureText.Revision(new Change.Keep<>(), new Change.Keep<>()),
        album,
        Optional.empty());
  }
}
