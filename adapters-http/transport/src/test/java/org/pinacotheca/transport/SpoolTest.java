package org.pinacotheca.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path directory;

  @Test
  void uploadsThatAKilledProcessLeftAreRemovedAfterADay() throws IOException {
    Path old = file("upload-1.tmp", Duration.ofHours(25));
    Path older = file("upload-2.part", Duration.ofDays(30));
    Path running = file("upload-3.part", Duration.ofHours(23));
    Path other = file("backup.tar", Duration.ofDays(30));
    new Spool(directory, SpoolRoom.unlimited());
    assertThat(old).doesNotExist();
    assertThat(older).doesNotExist();
    assertThat(running).exists();
    assertThat(other).exists();
  }

  @Test
  void anOpenFileIsNotInTheDirectoryAndClosesTwice() throws IOException {
    Spool spool = new Spool(directory.resolve("spool"), SpoolRoom.unlimited());
    SpooledFile file = spool.create();
    assertThat(spool.openFiles()).isEqualTo(1);
    file.close();
    file.close();
    assertThat(spool.openFiles()).isZero();
    assertThat(directory.resolve("spool")).isEmptyDirectory();
  }

  private Path file(String name, Duration age) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
