package org.pinacotheca.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.InvalidFields;
import org.pinacotheca.application.api.albums.CreateAlbum;
import org.pinacotheca.application.api.albums.ListAlbums;
import org.pinacotheca.application.api.pictures.AddPictures;
import org.pinacotheca.application.api.pictures.NewPicture;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.domain.album.AlbumDraft;
import org.pinacotheca.domain.gallery.Masking;
import org.pinacotheca.domain.identity.Caller;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.domain.picture.PictureText;
import org.pinacotheca.testkit.memory.ManualClock;

class EmbeddedGalleryTest {
  private static final EmbeddedSettings SETTINGS = EmbeddedSettings.DEFAULT.withDiskReserve(0);

  private static final String TEMPORARY = System.getProperty("java.io.tmpdir");

  @TempDir Path directory;

  @Test
  void threeCallsMakeTheFirstAlbum() {
    try (var gallery = EmbeddedGallery.open(directory.resolve("gallery"), SETTINGS)) {
      Caller olivia = gallery.addMember("olivia");
      var created =
          gallery
              .albums()
              .create(olivia, AlbumDraft.named("Look at my pictures").lockedBy("a7Q2", "2.50"));
      assertThat(created).isInstanceOf(CreateAlbum.Created.class);
    }
  }

  @Test
  void everythingIsThereWhenItIsOpenedAgain() {
    try (var gallery = EmbeddedGallery.open(directory, SETTINGS)) {
      Caller olivia = gallery.addMember("olivia");
      gallery.albums().create(olivia, AlbumDraft.named("Kept"));
      assertThat(gallery.pictures().add(olivia, picture())).isInstanceOf(AddPictures.Added.class);
    }
    try (var gallery = EmbeddedGallery.open(directory, SETTINGS)) {
      Caller olivia = gallery.findMember("olivia").orElseThrow();
      assertThat(names(gallery, olivia)).containsExactly("Kept");
      assertThat(gallery.findMember("oliv")).isEmpty();
    }
  }

  private static AddPictures picture() {
    byte[] jpeg = jpeg();
    PictureSource image = () -> new ByteArrayInputStream(jpeg);
    return new AddPictures(Optional.empty(), List.of(new NewPicture(PictureText.NONE, image)));
  }

  private static byte[] jpeg() {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }

  private static List<String> names(EmbeddedGallery gallery, Caller owner) {
    return gallery.albums().list(owner, new ListAlbums(owner.actor(), false, Masking.NONE))
            instanceof ListAlbums.Listed listed
        ? listed.albums().stream().map(view -> view.album().name().value()).toList()
        : List.of();
  }

  @Test
  void aFaultyDraftIsRefusedWithAllItsFaults() {
    try (var gallery = EmbeddedGallery.inMemory(SETTINGS)) {
      Caller olivia = gallery.addMember("olivia");
      assertThat(gallery.albums().create(olivia, AlbumDraft.named(" ").lockedBy("1234", "-1")))
          .isInstanceOfSatisfying(
              InvalidFields.class, invalid -> assertThat(invalid.faults()).hasSize(3));
    }
  }

  @Test
  void aGalleryInMemoryLeavesNothing() throws IOException {
    Set<Path> before = temporaryDirectories();
    Set<Path> made;
    try (var gallery = EmbeddedGallery.inMemory(SETTINGS)) {
      made = temporaryDirectories();
      made.removeAll(before);
      Caller olivia = gallery.addMember("olivia");
      gallery.albums().create(olivia, AlbumDraft.named("Gone soon"));
      assertThat(gallery.pictures().add(olivia, picture())).isInstanceOf(AddPictures.Added.class);
      assertThat(names(gallery, olivia)).containsExactly("Gone soon");
    }
    // Others may be those of another process.
    assertThat(made).anyMatch(Files::notExists);
  }

  private static Set<Path> temporaryDirectories() throws IOException {
    try (var all = Files.newDirectoryStream(Path.of(TEMPORARY), "pinacotheca-*")) {
      Set<Path> found = new HashSet<>();
      all.forEach(found::add);
      return found;
    }
  }

  @Test
  void twoInMemoryShareNothing() {
    try (var one = EmbeddedGallery.inMemory(SETTINGS);
        var other = EmbeddedGallery.inMemory(SETTINGS)) {
      one.addMember("olivia");
      assertThat(other.findMember("olivia")).isEmpty();
    }
  }

  @Test
  void aDirectoryInUseIsRefusedInOneSentence() {
    try (var _ = EmbeddedGallery.open(directory, SETTINGS)) {
      assertThatThrownBy(() -> EmbeddedGallery.open(directory, SETTINGS))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("is in use by another Pinacotheca");
    }
  }

  @Test
  void whatIsClosedTwiceIsClosed() {
    var gallery = EmbeddedGallery.open(directory, SETTINGS);
    gallery.close();
    gallery.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("pinacotheca-sweep"));
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThatThrownBy(() -> EmbeddedGallery.open(file, SETTINGS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be made");
  }

  @Test
  void manyThreadsUseIt() throws Exception {
    try (var gallery = EmbeddedGallery.inMemory(SETTINGS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Caller olivia = gallery.addMember("olivia");
      List<Callable<CreateAlbum.Outcome>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        AlbumDraft draft = AlbumDraft.named("Album " + i);
        calls.add(() -> gallery.albums().create(olivia, draft));
      }
      for (Future<CreateAlbum.Outcome> created : threads.invokeAll(calls)) {
        assertThat(created.get()).isInstanceOf(CreateAlbum.Created.class);
      }
      assertThat(names(gallery, olivia)).hasSize(20);
    }
  }

  @Test
  void theTimeIsThatOfItsClock() {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    ManualClock clock = new ManualClock(noon);
    try (var gallery =
        EmbeddedGallery.inMemory(
            SETTINGS.withClock(clock).withGallery(GallerySettings.DEFAULT).withImageThreads(1))) {
      Caller olivia = gallery.addMember("olivia");
      assertThat(gallery.albums().create(olivia, AlbumDraft.named("New Year")))
          .isInstanceOfSatisfying(
              CreateAlbum.Created.class,
              created -> assertThat(created.album().album().created()).isEqualTo(noon));
    }
  }

  @Test
  void settingsOutsideOfTheirRangesAreRefused() {
    Map.<String, Runnable>of(
            "databaseConnections", () -> SETTINGS.withDatabaseConnections(1),
            "imageThreads", () -> SETTINGS.withImageThreads(0),
            "pictureBytesMax", () -> SETTINGS.withPictureLimits(0, 1),
            "picturePixelsMax", () -> SETTINGS.withPictureLimits(1, 0),
            "diskReserveBytes", () -> SETTINGS.withDiskReserve(-1))
        .forEach((name, change) ->
            assertThatThrownBy(change::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name));
  }
}
