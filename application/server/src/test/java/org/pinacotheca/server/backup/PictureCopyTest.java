package org.pinacotheca.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinacotheca.testkit.contract.PictureFilesContract.FIRST;
import static org.pinacotheca.testkit.contract.PictureFilesContract.SECOND;
import static org.pinacotheca.testkit.contract.PictureFilesContract.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.testkit.memory.InMemoryPictureFiles;

class PictureCopyTest {
  private final PictureFiles source = new InMemoryPictureFiles(InstantSource.system());

  @Test
  void allFilesAreFoundAndRead() throws IOException {
    source.store(FIRST, picture("first"));
    PictureCopy copy = PictureCopy.find(source, FIRST).orElseThrow();
    assertThat(copy.read())
        .hasSameSizeAs(Rendition.values())
        .containsEntry(Rendition.THUMB, picture("first").file(Rendition.THUMB));
    assertThat(copy.size())
        .isEqualTo(copy.read().values().stream().mapToLong(bytes -> bytes.length).sum());
    assertThat(PictureCopy.find(source, SECOND)).isEmpty();
  }

  @Test
  void onlyTheSameBytesAreThere() throws IOException {
    source.store(FIRST, picture("first"));
    PictureCopy copy = PictureCopy.find(source, FIRST).orElseThrow();
    assertThat(copy.isIn(source)).isTrue();
    for (String other : new String[] {"First", "longer than first"}) {
      PictureFiles target = new InMemoryPictureFiles(InstantSource.system());
      assertThat(copy.isIn(target)).isFalse();
      target.store(FIRST, picture(other));
      assertThat(copy.isIn(target)).as(other).isFalse();
    }
  }

  @Test
  void aPictureWithoutOneOfItsFilesIsNotFound(@TempDir Path directory) throws IOException {
    DiskPictureFiles files = DiskPictureFiles.open(directory);
    files.store(FIRST, picture("first"));
    source.store(FIRST, picture("first"));
    Files.delete(
        directory.resolve("01/23").resolve(FIRST.value()).resolve(Rendition.THUMB.letter()));
    assertThat(PictureCopy.find(files, FIRST)).isEmpty();
    assertThat(PictureCopy.find(source, FIRST).orElseThrow().isIn(files)).isFalse();
  }
}
