package org.pinacotheca.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.RemoveAlbum;
import org.pinacotheca.application.api.operations.EraseMember;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.GetGallery;
import org.pinacotheca.application.api.pictures.MediaFiles;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.api.pictures.PictureView;
import org.pinacotheca.application.api.pictures.RejectPictures;
import org.pinacotheca.application.api.pictures.RemovePictures;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.Transaction;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.domain.gallery.AlbumId;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.gallery.PageRequest;
import org.pinacotheca.domain.gallery.PictureId;
import org.pinacotheca.domain.gallery.PictureOrder;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.Picture;
import org.pinacotheca.domain.picture.PictureSelection;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.contract.StorageFixture;
import org.pinacotheca.testkit.generate.SamplePictures;
import org.pinacotheca.testkit.memory.InMemoryGallery;
import org.pinacotheca.testkit.scenario.Persona;
import org.pinacotheca.testkit.scenario.SampleMembers;

/** What ends the address of a picture that two nodes know. */
class AddressEndsTest {
  private final InMemoryGallery inMemory = InMemoryGallery.empty();
  private final SampleMembers world = SampleMembers.of(inMemory);
  private final Caller anna = world.caller(Persona.ANNA);
  private Gallery one = inMemory.gallery();
  private final Gallery other = inMemory.sharing(Commission.NONE);
  private AlbumId album = new AlbumId(1);
  private PictureId picture = new PictureId(1);
  private String path = "";

  @BeforeEach
  void addAPicture() {
    CreateAlbum create =
        new CreateAlbum(
            new AlbumDraft(
                    Optional.of("Summer"),
                    Optional.of("On the way"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())
                .check()
                .orElseThrow());
    if (one.albums().create(anna, create) instanceof CreateAlbum.Created(var view)) {
      album = view.album().id();
    }
    NewPicture picture = new NewPicture(PictureText.NONE, SamplePictures.SMALL_PNG);
    assertThat(one.pictures().add(anna, new AddPictures(Optional.of(album), List.of(picture))))
        .isInstanceOf(AddPictures.Added.class);
    PictureView view = view();
    this.picture = view.picture().id();
    path = view.links().orElseThrow().path(Rendition.THUMB);
  }

  private PictureView view() {
    GetGallery query =
        new GetGallery(
            anna.actor(),
            Optional.empty(),
            PictureOrder.DATE_UPLOADED,
            new PageRequest(1, 50),
            Masking.NONE);
    if (one.pictures().gallery(anna, query) instanceof GetGallery.Read(var _, var page)) {
      return page.items().getFirst();
    }
    throw new AssertionError("the gallery could not be read");
  }

  /** The ways in which an address ends before it expires. */
  private enum Ending {
    REMOVED(test ->
        test.one.pictures().remove(test.anna, new RemovePictures(test.selection()))
            instanceof RemovePictures.Removed),
    REMOVED_WITH_ITS_ALBUM(test ->
        test.one.albums().remove(test.anna, new RemoveAlbum(test.album, true))
            instanceof RemoveAlbum.Removed),
    REJECTED(test -> {
      test.waitForApproval();
      return test.one.approvals().reject(test.anna, new RejectPictures(test.selection()))
          instanceof RejectPictures.Rejected;
    }),
    MODERATED(test -> {
      test.one.moderations().remove(List.of(test.picture));
      return true;
    }),
    SUSPENDED(test -> {
      test.one.suspensions().suspend(test.anna.actor(), true);
      return true;
    }),
    ERASED(test ->
        test.one.erasures().erase(new EraseMember(test.anna.actor()))
            instanceof EraseMember.Erased);

    private final Function<AddressEndsTest, Boolean> end;

    Ending(Function<AddressEndsTest, Boolean> end) {
      this.end = end;
    }
  }

  private PictureSelection selection() {
    return PictureSelection.of(List.of(picture));
  }

  private void waitForApproval() {
    inMemory
        .storage()
        .<Boolean>transact(tx -> {
          Picture approved = tx.pictures().find(anna.actor(), picture).orElseThrow();
          tx.pictures().replace(StorageFixture.pending(approved));
          return true;
        });
  }

  private static void assertKnown(MediaFiles media, String path) {
    assertThat(media.known(path)).isEmpty();
    assertThat(media.find(path)).isPresent();
    assertThat(media.known(path)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void itEndsAtOnceOnTheSameNodeAndInTimeOnOthers(Ending ending) {
    assertKnown(one.mediaFiles(), path);
    assertKnown(other.mediaFiles(), path);
    assertThat(ending.end.apply(this)).isTrue();
    assertThat(one.mediaFiles().known(path)).isEmpty();
    assertThat(one.mediaFiles().find(path)).isEmpty();
    assertThat(one.mediaFiles().known(path)).isEmpty();
    inMemory.clock().advance(GallerySettings.ADDRESS_STALENESS_MAX);
    assertThat(other.mediaFiles().known(path)).isEmpty();
    assertThat(other.mediaFiles().find(path)).isEmpty();
    assertThat(other.mediaFiles().known(path)).isEmpty();
  }

  @Test
  void itEndsOnAnotherNodeAsSoonAsThatLooks() {
    assertKnown(other.mediaFiles(), path);
    assertThat(Ending.REMOVED.end.apply(this)).isTrue();
    assertThat(other.mediaFiles().find(path)).isEmpty();
  }

  @Test
  void itIsKnownForAMomentOnlyAlsoWhenTheClockIsSetBack() {
    assertKnown(one.mediaFiles(), path);
    inMemory.clock().advance(GallerySettings.ADDRESS_STALENESS_MAX.minusNanos(1000));
    assertThat(one.mediaFiles().known(path)).isPresent();
    inMemory.clock().advance(Duration.ofNanos(1000));
    assertKnown(one.mediaFiles(), path);
    inMemory.clock().advance(Duration.ofHours(-3));
    inMemory.clock().advance(Duration.ofHours(3));
    assertThat(one.mediaFiles().known(path)).as("three hours later, by the old time").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "ERASED"})
  void itEndsAtOnceWhenACommitIsNotConfirmed(Ending ending) {
    Interrupted work = new Interrupted(inMemory.storage());
    one =
        Gallery.of(
            work,
            inMemory.files(),
            inMemory.processor(),
            inMemory.secrets(),
            GallerySettings.DEFAULT);
    assertKnown(one.mediaFiles(), path);
    work.afterWriting =
        () -> {
          throw new StorageUnavailableException("the connection was lost", null);
        };
    assertThatThrownBy(() -> ending.end.apply(this))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(one.mediaFiles().known(path)).isEmpty();
  }

  @Test
  void itIsNeverKnownBeyondItsExpiry() {
    Instant expires = one.mediaFiles().find(path).orElseThrow().expires();
    inMemory.clock().set(expires.minusNanos(1000));
    assertKnown(one.mediaFiles(), path);
    inMemory.clock().set(expires);
    assertThat(one.mediaFiles().known(path)).isEmpty();
    assertThat(one.mediaFiles().find(path)).isEmpty();
  }

  @Test
  void aSuspensionThatIsLiftedEndsNothing() {
    assertThat(one.mediaFiles().find(path)).isPresent();
    one.suspensions().suspend(anna.actor(), true);
    assertThat(one.mediaFiles().find(path)).isEmpty();
    one.suspensions().suspend(anna.actor(), false);
    assertKnown(one.mediaFiles(), path);
  }

  @Test
  void otherPicturesOfTheGalleryAreFoundAgain() {
    NewPicture more = new NewPicture(PictureText.NONE, SamplePictures.LARGE_PNG);
    assertKnown(one.mediaFiles(), path);
    assertThat(one.pictures().add(anna, new AddPictures(Optional.empty(), List.of(more))))
        .isInstanceOf(AddPictures.Added.class);
    assertThat(one.mediaFiles().known(path)).as("an upload ends no address").isPresent();
    inMemory.clock().advance(GallerySettings.ADDRESS_STALENESS_MAX);
    assertKnown(one.mediaFiles(), path);
  }

  @Test
  void whatIsRemovedWhileItIsLookedUpIsNotRemembered() {
    Interrupted work = new Interrupted(inMemory.storage());
    Gallery slow =
        Gallery.of(
            work,
            inMemory.files(),
            inMemory.processor(),
            inMemory.secrets(),
            GallerySettings.DEFAULT);
    work.afterReading =
        () ->
            assertThat(slow.pictures().remove(anna, new RemovePictures(selection())))
                .isInstanceOf(RemovePictures.Removed.class);
    assertThat(slow.mediaFiles().find(path)).as("read before the removal").isPresent();
    assertThat(slow.mediaFiles().known(path)).isEmpty();
  }

  /** Does something in the same process after the next read, or the next write. */
  private static final class Interrupted implements UnitOfWork {
    private final UnitOfWork work;
    private Runnable afterReading = () -> {};
    private Runnable afterWriting = () -> {};

    private Interrupted(UnitOfWork work) {
      this.work = work;
    }

    @Override
    public <T> T read(Function<? super Transaction, ? extends T> reading) {
      T read = work.read(reading);
      Runnable then = afterReading;
      afterReading = () -> {};
      then.run();
      return read;
    }

    @Override
    public <T> T transact(Function<? super Transaction, ? extends T> writing) {
      T written = work.transact(writing);
      Runnable then = afterWriting;
      afterWriting = () -> {};
      then.run();
      return written;
    }

    @Override
    public Instant now() {
      return work.now();
    }

    @Override
    public long nanoTime() {
      return work.nanoTime();
    }

    @Override
    public void compact() {
      work.compact();
    }
  }
}
