package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.persistence.files.DiskPictureFiles;
import org.pinacotheca.persistence.imaging.PooledImageStudio;
import org.pinacotheca.persistence.imaging.StudioSettings;
import org.pinacotheca.persistence.keys.HmacSecrets;

/** A whole gallery with nothing made up: a database, files on disk, real pictures and keys. */
record TestGallery(Gallery gallery, PooledImageStudio studio, TestDatabase database)
    implements AutoCloseable {

  static TestGallery on(TestDatabase database, Path files) {
    PooledImageStudio studio =
        PooledImageStudio.open(StudioSettings.defaults(Path.of("target", "native")));
    Gallery gallery =
        Gallery.of(
            database.storage().unitOfWork(),
            DiskPictureFiles.open(files),
            studio,
            new HmacSecrets(Keys.master(1)),
            GallerySettings.DEFAULT);
    return new TestGallery(gallery, studio, database);
  }

  @Override
  public void close() {
    studio.close();
    database.close();
  }
}
