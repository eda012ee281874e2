package org.pinacotheca.persistence.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final String ZEROS = "0".repeat(64);

  @TempDir Path directory;

  @Test
  void theKeyIsMadeOnceForItsOwnerAloneAndKept() throws IOException {
    Path data = directory.resolve("new").resolve("data");
    String made = MasterKey.inDirectory(data).fingerprint();
    Path file = data.resolve("master-key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(MasterKey.inDirectory(data).fingerprint()).isEqualTo(made);
    assertThat(MasterKey.inDirectory(directory.resolve("other")).fingerprint()).isNotEqualTo(made);
  }

  @Test
  void allWhoMakeItAtOnceGetTheSame() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> made = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        made.add(threads.submit(() -> MasterKey.inDirectory(directory).fingerprint()));
      }
      Set<String> fingerprints = new HashSet<>();
      for (Future<String> fingerprint : made) {
        fingerprints.add(fingerprint.get());
      }
      assertThat(fingerprints).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "000000000000000000000000000000000000000000000000000000000000000",
        "00000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000000000000000000000000000000000000000000G",
        "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD",
        "00000000000000000000000000000000 0000000000000000000000000000000"
      })
  void aDamagedKeyIsRefusedAndNotReplaced(String text) throws IOException {
    Path file = directory.resolve("master-key");
    Files.writeString(file, text);
    assertThatThrownBy(() -> MasterKey.inDirectory(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("000000");
    assertThat(file).hasContent(text);
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(directory.resolve("master-key"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
    assertThatThrownBy(() -> MasterKey.inDirectory(directory))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aDirectoryInItsPlaceIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("master-key"));
    assertThatThrownBy(() -> MasterKey.inDirectory(directory))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aKeyWrittenByHandIsReadWithOrWithoutTheEndOfTheLine() throws IOException {
    String fingerprint = MasterKey.of(new byte[32]).fingerprint();
    for (String end : List.of("", "\n", "\r\n")) {
      Files.writeString(directory.resolve("master-key"), ZEROS + end);
      assertThat(MasterKey.inDirectory(directory).fingerprint()).isEqualTo(fingerprint);
    }
  }

  @Test
  void onlyThirtyTwoBytesAreAKeyAndTheyAreCopied() {
    for (int length : new int[] {0, 16, 31, 33, 64}) {
      assertThatThrownBy(() -> MasterKey.of(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(length));
    }
    byte[] bytes = new byte[32];
    MasterKey key = MasterKey.of(bytes);
    String before = key.fingerprint();
    bytes[0] = 1;
    assertThat(key.fingerprint()).isEqualTo(before);
  }

  @Test
  void secretsDoNotShowThemselves() {
    MasterKey key = MasterKey.of(new byte[32]);
    assertThat(key + " " + new AesGcmCipher(key) + " " + new HmacSecrets(key)).doesNotContain("0");
  }
}
