package org.pinacotheca.persistence.jdbi;

import java.io.IOException;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.testkit.scenario.GallerySessions;
import org.pinacotheca.testkit.scenario.TestedGallery;

/**
 * Random sessions on HSQLDB, with real pictures in files, agree with the same sessions in memory.
 */
class HsqldbGalleryProperties extends GallerySessions {
  private static Path directory;
  private static TestGallery running;

  @BeforeContainer
  static void open() throws IOException {
    directory = Directories.temporary();
    running =
        TestGallery.on(
            clock -> TestDatabase.hsqldb(directory.resolve("database"), clock),
            directory.resolve("media"));
  }

  @AfterContainer
  static void close() throws IOException {
    running.close();
    Directories.remove(directory);
  }

  @Override
  protected TestedGallery gallery(Commission commission) {
    return TestedGallery.of(running.gallery(commission), running.clock());
  }
}
