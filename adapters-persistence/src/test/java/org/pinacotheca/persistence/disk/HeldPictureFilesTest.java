package org.pinacotheca.persistence.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.domain.picture.Rendition;
import org.pinacotheca.testkit.contract.PictureFilesContract;

/** Holdable files meet the contract, and defer deletions while they are held. */
class HeldPictureFilesTest extends PictureFilesContract {
  @TempDir private Path directory;
  private HeldPictureFiles files;

  @BeforeEach
  void open() {
    files = new HeldPictureFiles(DiskPictureFiles.open(directory));
  }

  @Override
  protected PictureFiles files() {
    return files;
  }

  @Test
  void what_is_deleted_while_they_are_held_goes_afterwards() {
    files.store(FIRST, picture("first"));
    files.store(SECOND, picture("second"));
    try (HeldPictureFiles.Hold _ = files.hold()) {
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
    try (HeldPictureFiles.Hold _ = files.hold()) {
      assertThatThrownBy(files::hold).isInstanceOf(IllegalStateException.class);
    }
    files.hold().close();
  }
}
