package org.pinacotheca.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.installation.InstallationId;
import org.pinacotheca.domain.picture.ImageFormat;
import org.pinacotheca.domain.picture.MediaKey;
import org.pinacotheca.domain.picture.Rendition;

/** The contract of every {@link PictureFiles}. */
public abstract class PictureFilesContract {
  public static final MediaKey FIRST = new MediaKey("0123456789abcdef0123456789abcdef");
  public static final MediaKey SECOND = new MediaKey("0123456789abcdef0123456789abcdee");

  /** An hour, more than the clocks of a storage and this machine differ. */
  private final Instant later = Instant.now().plusSeconds(3600);

  private final Instant earlier = Instant.now().minusSeconds(3600);

  /** Empty files, the same ones within a test. */
  protected abstract PictureFiles files();

  public static RenderedPicture picture(String content) {
    Map<Rendition, byte[]> files = new EnumMap<>(Rendition.class);
    for (Rendition rendition : Rendition.values()) {
      files.put(rendition, (content + rendition.letter()).getBytes(StandardCharsets.UTF_8));
    }
    return new RenderedPicture(ImageFormat.PNG, 3, 2, files);
  }

  private static String text(PictureFiles.Content content, long offset) throws IOException {
    try (InputStream in = content.openAt(offset)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<MediaKey> storedBefore(Instant limit) {
    List<MediaKey> keys = new ArrayList<>();
    files().eachStoredBefore(limit, keys::add);
    return keys;
  }

  @Test
  void every_rendition_is_found_again() throws IOException {
    files().store(FIRST, picture("first"));
    files().store(SECOND, picture("second"));
    for (Rendition rendition : Rendition.values()) {
      PictureFiles.Content content = files().open(FIRST, rendition).orElseThrow();
      assertThat(content.size()).isEqualTo(6);
      assertThat(text(content, 0)).isEqualTo("first" + rendition.letter());
      assertThat(text(content, 5)).isEqualTo(rendition.letter());
      assertThat(text(content, 6)).isEmpty();
      assertThat(text(content, 0)).as("read again").isEqualTo("first" + rendition.letter());
    }
    assertThat(text(files().open(SECOND, Rendition.BIG).orElseThrow(), 0)).isEqualTo("secondn");
  }

  @Test
  void an_offset_outside_is_a_mistake() {
    files().store(FIRST, picture("first"));
    PictureFiles.Content content = files().open(FIRST, Rendition.BIG).orElseThrow();
    assertThatThrownBy(() -> content.openAt(7)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> content.openAt(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_is_found_under_an_unknown_key() {
    assertThat(files().open(FIRST, Rendition.ORIGINAL)).isEmpty();
    files().store(SECOND, picture("second"));
    assertThat(files().open(FIRST, Rendition.ORIGINAL)).isEmpty();
  }

  @Test
  void deleted_files_are_gone_and_others_stay() throws IOException {
    files().store(FIRST, picture("first"));
    files().store(SECOND, picture("second"));
    files().delete(FIRST);
    for (Rendition rendition : Rendition.values()) {
      assertThat(files().open(FIRST, rendition)).isEmpty();
    }
    assertThat(text(files().open(SECOND, Rendition.BIG).orElseThrow(), 0)).isEqualTo("secondn");
    assertThat(storedBefore(later)).containsExactly(SECOND);
    files().delete(FIRST);
    files().store(FIRST, picture("again"));
    assertThat(text(files().open(FIRST, Rendition.BIG).orElseThrow(), 0)).isEqualTo("againn");
  }

  @Test
  void discarded_files_are_gone_and_others_stay() {
    files().store(FIRST, picture("first"));
    files().store(SECOND, picture("second"));
    files().discard(List.of());
    assertThat(storedBefore(later)).containsExactlyInAnyOrder(FIRST, SECOND);
    files().discard(List.of(FIRST, new MediaKey("ab".repeat(16))));
    assertThat(storedBefore(later)).containsExactly(SECOND);
    assertThat(files().open(FIRST, Rendition.BIG)).isEmpty();
  }

  @Test
  void an_open_file_is_read_to_its_end_though_it_is_deleted() throws IOException {
    files().store(FIRST, picture("x".repeat(300_000)));
    try (InputStream in = files().open(FIRST, Rendition.ORIGINAL).orElseThrow().openAt(0)) {
      assertThat(in.read()).isEqualTo('x');
      files().delete(FIRST);
      assertThat(in.readAllBytes()).hasSize(300_000);
    }
  }

  @Test
  void a_file_of_this_machine_has_the_same_bytes_though_it_is_deleted() throws IOException {
    files().store(FIRST, picture("first"));
    Optional<FileChannel> opened = files().open(FIRST, Rendition.BIG).orElseThrow().openFile();
    files().delete(FIRST);
    if (opened.isPresent()) {
      try (FileChannel file = opened.get();
          InputStream in = Channels.newInputStream(file)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("firstn");
      }
    }
  }

  @Test
  void keys_are_listed_by_when_they_were_stored() {
    assertThat(storedBefore(later)).isEmpty();
    files().store(FIRST, picture("first"));
    files().store(SECOND, picture("second"));
    assertThat(storedBefore(earlier)).isEmpty();
    assertThat(storedBefore(later)).containsExactlyInAnyOrder(FIRST, SECOND);
  }

  @Test
  void a_visitor_may_delete_what_it_is_given() {
    files().store(FIRST, picture("first"));
    files().store(SECOND, picture("second"));
    files().eachStoredBefore(later, files()::delete);
    assertThat(storedBefore(later)).isEmpty();
  }

  @Test
  void many_threads_store_at_a_time() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> stores = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        MediaKey key = new MediaKey("%02x%030x".formatted(i % 4, i));
        stores.add(threads.submit(() -> files().store(key, picture("p"))));
      }
      for (Future<?> store : stores) {
        store.get();
      }
    }
    assertThat(storedBefore(later)).hasSize(64).doesNotHaveDuplicates();
  }

  @Test
  void the_first_installation_that_is_tied_stays() {
    InstallationId one = new InstallationId("1".repeat(32));
    InstallationId other = new InstallationId("2".repeat(32));
    assertThat(files().installation()).isEmpty();
    assertThat(files().claim(one)).isEqualTo(one);
    assertThat(files().claim(other)).isEqualTo(one);
    assertThat(files().claim(one)).isEqualTo(one);
    assertThat(files().installation()).contains(one);
    files().store(FIRST, picture("first"));
    files().probe();
    assertThat(storedBefore(later)).containsExactly(FIRST);
  }

  @Test
  void it_is_empty_without_files_of_pictures() {
    assertThat(files().isEmpty()).isTrue();
    files().claim(new InstallationId("1".repeat(32)));
    assertThat(files().isEmpty()).isTrue();
    files().store(FIRST, picture("first"));
    assertThat(files().isEmpty()).isFalse();
    files().delete(FIRST);
    assertThat(files().isEmpty()).isTrue();
  }
}
