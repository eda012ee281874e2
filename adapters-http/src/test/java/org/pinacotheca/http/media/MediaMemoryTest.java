package org.pinacotheca.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.api.pictures.MediaFile;
import org.pinacotheca.http.wire.Validators;

class MediaMemoryTest {
  private static final int BYTES_MAX = 100_000;
  private static final int FILES = 200;

  private final MediaMemory memory = new MediaMemory(BYTES_MAX);

  private MediaMemory.Cached read(String tag, byte[] bytes) throws IOException {
    return read(tag, bytes, bytes.length);
  }

  private MediaMemory.Cached read(String tag, byte[] bytes, long size) throws IOException {
    return memory.read(
        tag,
        new Validators(tag, Instant.EPOCH),
        new MediaFile.Content() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public InputStream openAt(long offset) {
            return new ByteArrayInputStream(bytes);
          }

          @Override
          public Optional<FileChannel> openFile() {
            return Optional.empty();
          }
        });
  }

  @Test
  void whatWasReadIsFound() throws IOException {
    byte[] bytes = {1, 2, 3};
    assertThat(memory.find("7-s")).isEmpty();
    assertThat(read("7-s", bytes).bytes().getBytes()).isEqualTo(bytes);
    assertThat(memory.find("7-s").orElseThrow().bytes().getBytes()).isEqualTo(bytes);
    assertThat(memory.find("7-n")).isEmpty();
    assertThat(memory.found()).isEqualTo(1);
  }

  @Test
  void allFilesTogetherAreNeverLargerThanTheLimit() throws IOException {
    int cached = 0;
    for (int i = 0; i < FILES; i++) {
      read("file-" + i, new byte[i * 100]);
      assertThat(memory.bytes()).isLessThanOrEqualTo(BYTES_MAX);
    }
    for (int i = 0; i < FILES; i++) {
      cached += memory.find("file-" + i).isPresent() ? 1 : 0;
    }
    assertThat(cached).isBetween(1, FILES - 1);
    assertThat(memory.bytesMax()).isEqualTo(BYTES_MAX);
  }

  @Test
  void aFileLargerThanTheLimitIsReadAndNotCached() throws IOException {
    assertThat(read("9-n", new byte[2 * BYTES_MAX]).bytes().length()).isEqualTo(2 * BYTES_MAX);
    assertThat(memory.find("9-n")).isEmpty();
  }

  @Test
  void aFileThatEndsEarlyIsNotCached() {
    assertThatThrownBy(() -> read("5-s", new byte[10], 11)).isInstanceOf(IOException.class);
    assertThat(memory.find("5-s")).isEmpty();
  }
}
