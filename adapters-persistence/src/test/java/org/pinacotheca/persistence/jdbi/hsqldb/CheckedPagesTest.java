package org.pinacotheca.persistence.jdbi.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hsqldb.persist.RandomAccessInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of an open database are moved to other files after failed writes. */
class CheckedPagesTest {
  @TempDir Path directory;

  /** HSQLDB's access to a file at its beginning. */
  private static RandomAccessInterface atItsBeginning() {
    return (RandomAccessInterface)
        Proxy.newProxyInstance(
            CheckedPagesTest.class.getClassLoader(),
            new Class<?>[] {RandomAccessInterface.class},
            (_, method, _) -> method.getName().equals("getFilePointer") ? 0L : null);
  }

  private CheckedFiles failing(Path base) {
    return new CheckedFiles(base) {
      @Override
      protected void write(FileOutputStream out, byte[] bytes, int offset, int length)
          throws IOException {
        throw new IOException("No space left on device");
      }
    };
  }

  @Test
  void pagesInMemoryAloneAreNotDroppedWhenTheFilesChange() throws IOException {
    Path base = directory.resolve("gallery");
    Files.createFile(directory.resolve("gallery.data"));
    try (CheckedFiles failing = failing(base);
        CheckedFiles others = new CheckedFiles(base)) {
      CheckedPages pages = failing.pages(".data", atItsBeginning());
      CheckedPages whole = pages.through(others);
      assertThat(others.arePagesLeft()).isFalse();
      CheckedPages again = whole.through(failing);
      again.writeInt(7);
      assertThatThrownBy(() -> again.through(others)).isInstanceOf(IOException.class);
      assertThat(others.arePagesLeft()).isTrue();
      assertThat(again.readInt()).isEqualTo(7);
      again.close();
    }
  }
}
