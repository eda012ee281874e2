package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.Overloaded;
import org.pinacotheca.application.api.albums.AlbumNotFound;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.GalleryFull;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.UpdatePicture;
import org.pinacotheca.application.api.pictures.UploadPhoto;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Approval;
import org.pinacotheca.domain.picture.GalleryKind;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Safety;
import org.pinacotheca.domain.validation.Change;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** No refusal leaves orphaned files, and there is never a picture without files. */
class PictureFilesOfUploadsTest {
  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Caller anna = world.caller(Persona.ANNA);

  @Test
  void aFaultyPictureAmongGoodOnesLeavesNoFile() {
    AddPictures command =
        adding(Optional.empty(), SamplePictures.SMALL_PNG, SamplePictures.HALF_PNG);
    assertThat(inMemory.gallery().pictures().add(anna, command))
        .isNotInstanceOf(AddPictures.Added.class);
    assertThat(inMemory.files().keys()).isEmpty();
  }

  @Test
  void anOverloadedImageProcessorMakesTheGalleryOverloadedAndLeavesNoFile() {
    Gallery gallery = galleryWith(new FailingImageProcessor(1));
    AddPictures command =
        adding(Optional.empty(), SamplePictures.SMALL_PNG, SamplePictures.SMALL_PNG);
    assertThat(gallery.pictures().add(anna, command)).isEqualTo(new Overloaded());
    Gallery another = galleryWith(new FailingImageProcessor(0));
    UploadPhoto upload =
        new UploadPhoto(Optional.empty(), PictureText.NONE, SamplePictures.SMALL_PNG);
    assertThat(another.pictures().upload(anna, upload)).isEqualTo(new Overloaded());
    assertThat(inMemory.files().keys()).isEmpty();
  }

  @Test
  void anAlbumRemovedWhileItsPictureIsRenderedIsNotFoundAndLeavesNoFile() {
    AlbumId album = createAlbum();
    Gallery gallery =
        galleryWith(
            new InterruptedImageProcessor(() -> {
              RemoveAlbum removal = new RemoveAlbum(album, true);
              assertThat(inMemory.gallery().albums().remove(anna, removal))
                  .isEqualTo(new RemoveAlbum.Removed());
            }));
    assertThat(gallery.pictures().add(anna, adding(Optional.of(album), SamplePictures.SMALL_PNG)))
        .isEqualTo(new AlbumNotFound());
    assertThat(inMemory.files().keys()).isEmpty();
  }

  @Test
  void removingAnAlbumWithItsPicturesRemovesTheirFiles() {
    AlbumId album = createAlbum();
    assertThat(
            inMemory
                .gallery()
                .pictures()
                .add(anna, adding(Optional.of(album), SamplePictures.SMALL_PNG)))
        .isInstanceOf(AddPictures.Added.class);
    assertThat(inMemory.files().keys()).hasSize(1);
    RemoveAlbum removal = new RemoveAlbum(album, true);
    assertThat(inMemory.gallery().albums().remove(anna, removal))
        .isEqualTo(new RemoveAlbum.Removed());
    assertThat(inMemory.files().keys()).isEmpty();
  }

  @Test
  void tenThousandPicturesStandOutsideOfAlbumsAtMost() {
    AlbumId album = createAlbum();
    assertThat(
            inMemory
                .gallery()
                .pictures()
                .add(anna, adding(Optional.of(album), SamplePictures.SMALL_PNG)))
        .isInstanceOf(AddPictures.Added.class);
    List<PictureId> loose = fillWithLoosePictures(GalleryKind.PRIVATE.outsideOfAlbumsMax());
    GalleryFull full = new GalleryFull(GalleryKind.PRIVATE.outsideOfAlbumsMax());
    assertThat(
            inMemory
                .gallery()
                .pictures()
                .add(anna, adding(Optional.empty(), SamplePictures.SMALL_PNG)))
        .isEqualTo(full);
    assertThat(inMemory.gallery().albums().remove(anna, new RemoveAlbum(album, false)))
        .isEqualTo(full);
    PictureId inAlbum = new PictureId(loose.getFirst().value() - 1);
    assertThat(move(inAlbum, Optional.empty())).isEqualTo(full);
    assertThat(move(loose.getFirst(), Optional.empty()))
        .as("one that is there may stay")
        .isInstanceOf(UpdatePicture.Updated.class);
    assertThat(move(loose.getFirst(), Optional.of(album)))
        .isInstanceOf(UpdatePicture.Updated.class);
    assertThat(move(inAlbum, Optional.empty())).isInstanceOf(UpdatePicture.Updated.class);
    assertThat(inMemory.files().keys()).hasSize(1);
  }

  private UpdatePicture.Outcome move(PictureId picture, Optional<AlbumId> album) {
    UpdatePicture update =
        new UpdatePicture(
            picture,
            new PictureText.Revision(new Change.Keep<>(), new Change.Keep<>()),
            Change.to(album),
            Optional.of(false));
    return inMemory.gallery().pictures().update(anna, update);
  }

  private List<PictureId> fillWithLoosePictures(int count) {
    return inMemory
        .storage()
        .transact(tx -> {
          List<PictureId> ids = tx.pictures().nextIds(count);
          List<Picture> pictures = new ArrayList<>();
          for (PictureId id : ids) {
            pictures.add(
                new Picture(
                    id,
                    anna.actor(),
                    GalleryKind.PRIVATE,
                    Optional.empty(),
                    new PictureText("", ""),
                    ImageFormat.PNG,
                    1,
                    1,
                    1,
                    new MediaKey(inMemory.secrets().randomHex(32)),
                    Approval.APPROVED,
                    Safety.UNDECLARED,
                    tx.now(),
                    anna.application()));
          }
          tx.pictures().add(pictures);
          return ids;
        });
  }

  private AlbumId createAlbum() {
    AlbumDraft draft = AlbumDraft.named("album");
    if (inMemory.gallery().albums().create(anna, new CreateAlbum(draft.check().orElseThrow()))
        instanceof CreateAlbum.Created(var view)) {
      return view.album().id();
    }
    throw new AssertionError("the album was not created");
  }

  private static AddPictures adding(Optional<AlbumId> album, PictureSource... images) {
    return new AddPictures(
        album,
        List.of(images).stream().map(image -> new NewPicture(PictureText.NONE, image)).toList());
  }

  private Gallery galleryWith(ImageProcessor processor) {
    return Gallery.of(
        inMemory.storage(),
        inMemory.files(),
        processor,
        inMemory.secrets(),
        GallerySettings.DEFAULT);
  }

  /** An image processor that is overloaded after a number of pictures. */
  private final class FailingImageProcessor implements ImageProcessor {
    private int room;

    private FailingImageProcessor(int room) {
      this.room = room;
    }

    @Override
    public <T> Processed<T> process(
        Requester requester,
        PictureSource source,
        Function<? super RenderedPicture, ? extends T> keep) {
      if (room == 0) {
        throw new OverloadedException("no room");
      }
      room--;
      return inMemory.processor().process(requester, source, keep);
    }
  }

  /** An image processor that runs an action after each picture. */
  private final class InterruptedImageProcessor implements ImageProcessor {
    private final Runnable meanwhile;

    private InterruptedImageProcessor(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public <T> Processed<T> process(
        Requester requester,
        PictureSource source,
        Function<? super RenderedPicture, ? extends T> keep) {
      Processed<T> development = inMemory.processor().process(requester, source, keep);
      meanwhile.run();
      return development;
    }
  }
}
