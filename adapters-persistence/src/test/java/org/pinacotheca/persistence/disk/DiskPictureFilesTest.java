package org.pinacotheca.persistence.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.contract.PictureFilesContract;

class DiskPictureFilesTest extends PictureFilesContract {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir private Path directory;
  private Path root;
  private DiskPictureFiles files;

  @BeforeEach
  void open() {
    root = directory.resolve("data").resolve("media");
    files = DiskPictureFiles.open(root);
  }

  @Override
  protected PictureFiles files() {
    return files;
  }

  private Path folder() {
    return root.resolve("01").resolve("23").resolve(FIRST.value());
  }

  @Test
  void files_lie_in_a_folder_of_their_key_and_nothing_is_left_beside_it() throws IOException {
    files.store(FIRST, picture("first"));
    assertThat(entries(folder())).containsExactlyInAnyOrder("o", "n", "s", "t", "m");
    assertThat(entries(folder().getParent())).containsExactly(FIRST.value());
    files.delete(FIRST);
    assertThat(entries(folder().getParent())).isEmpty();
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Test
  void only_the_owner_can_read() throws IOException {
    files.store(FIRST, picture("first"));
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void everything_is_found_after_opening_again() {
    files.store(FIRST, picture("first"));
    assertThat(DiskPictureFiles.open(root).open(FIRST, Rendition.MASKED)).isPresent();
  }

  @Test
  void a_key_is_stored_once() {
    files.store(FIRST, picture("first"));
    assertThatThrownBy(() -> files.store(FIRST, picture("other")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(files.open(FIRST, Rendition.ORIGINAL).orElseThrow().size()).isEqualTo(6);
  }

  @Test
  void age_is_the_time_of_storing() throws IOException {
    files.store(FIRST, picture("first"));
    files.store(SECOND, picture("second"));
    Files.setLastModifiedTime(folder(), FileTime.from(LONG_AGO));
    List<MediaKey> keys = new ArrayList<>();
    files.eachStoredBefore(LONG_AGO.plusSeconds(1), keys::add);
    files.eachStoredBefore(LONG_AGO, keys::add);
    assertThat(keys).containsExactly(FIRST);
  }

  @Test
  void old_remnants_are_removed_and_fresh_ones_are_not() throws IOException {
    files.store(FIRST, picture("first"));
    Path shard = folder().getParent();
    for (String name : new String[] {".part-old", ".part-fresh", ".gone-old"}) {
      Files.createDirectory(shard.resolve(name));
      Files.writeString(shard.resolve(name).resolve("o"), "half");
    }
    Files.setLastModifiedTime(shard.resolve(".part-old"), FileTime.from(LONG_AGO));
    Files.setLastModifiedTime(shard.resolve(".gone-old"), FileTime.from(LONG_AGO));
    List<MediaKey> keys = new ArrayList<>();
    files.eachStoredBefore(LONG_AGO.plusSeconds(1), keys::add);
    assertThat(keys).isEmpty();
    assertThat(entries(shard)).hasSize(4);
    files.removeRemnantsBefore(LONG_AGO.plusSeconds(1));
    assertThat(entries(shard)).containsExactlyInAnyOrder(FIRST.value(), ".part-fresh");
  }

  @Test
  void a_failed_store_leaves_nothing() throws IOException {
    files.store(SECOND, picture("second"));
    Files.writeString(folder(), "in the way");
    assertThatThrownBy(() -> files.store(FIRST, picture("first")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(entries(folder().getParent()))
        .containsExactlyInAnyOrder(FIRST.value(), SECOND.value());
    assertThat(files.open(FIRST, Rendition.ORIGINAL)).isEmpty();
  }

  @Test
  void symbolic_links_are_not_followed() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("o"), "secret");
    Files.createDirectories(folder().getParent());
    Files.createSymbolicLink(folder(), outside);
    assertThat(files.open(FIRST, Rendition.ORIGINAL)).isEmpty();
    files.delete(FIRST);
    List<MediaKey> keys = new ArrayList<>();
    files.eachStoredBefore(Instant.now().plusSeconds(60), keys::add);
    assertThat(keys).isEmpty();
    assertThat(outside.resolve("o")).exists();

    files.store(SECOND, picture("second"));
    Path file = folder().resolveSibling(SECOND.value()).resolve("o");
    Files.delete(file);
    Files.createSymbolicLink(file, outside.resolve("o"));
    assertThat(files.open(SECOND, Rendition.ORIGINAL)).isEmpty();

    MediaKey linked = new MediaKey("ff".repeat(16));
    Files.createSymbolicLink(root.resolve("ff"), outside);
    assertThatThrownBy(() -> files.store(linked, picture("x")))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(entries(outside)).containsExactly("o");
  }

  @Test
  void nothing_is_stored_while_the_volume_is_away() throws IOException {
    files.claim(new InstallationId("1".repeat(32)));
    Path away = directory.resolve("away");
    Files.move(root, away);
    assertThatThrownBy(() -> files.store(FIRST, picture("first")))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(files::probe).isInstanceOf(UncheckedIOException.class);
    Files.createDirectory(root);
    assertThatThrownBy(() -> files.store(FIRST, picture("first")))
        .as("the bare mount point")
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessageContaining("mounted");
    assertThatThrownBy(files::probe).isInstanceOf(StorageUnavailableException.class);
    assertThat(entries(root)).isEmpty();
    Files.delete(root);
    Files.move(away, root);
    files.probe();
    files.store(FIRST, picture("first"));
    assertThat(files.open(FIRST, Rendition.BIG)).isPresent();
  }

  @Test
  void an_id_that_cannot_be_read_is_no_missing_one() throws IOException {
    Files.writeString(root.resolve("installation-id"), "x");
    assertThatThrownBy(files::installation).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void what_is_deleted_while_they_are_held_goes_afterwards() {
    files.store(FIRST, picture("first"));
    files.store(SECOND, picture("second"));
    try (DiskPictureFiles.Hold _ = files.hold()) {
      files.delete(FIRST);
      assertThat(files.open(FIRST, Rendition.ORIGINAL)).isPresent();
    }
    assertThat(files.open(FIRST, Rendition.ORIGINAL)).isEmpty();
    assertThat(files.open(SECOND, Rendition.ORIGINAL)).isPresent();
    files.delete(SECOND);
    assertThat(files.open(SECOND, Rendition.ORIGINAL)).isEmpty();
  }

  @Test
  void they_are_held_by_one_at_a_time() {
    try (DiskPictureFiles.Hold _ = files.hold()) {
      assertThatThrownBy(files::hold).isInstanceOf(IllegalStateException.class);
    }
    files.hold().close();
  }
}
