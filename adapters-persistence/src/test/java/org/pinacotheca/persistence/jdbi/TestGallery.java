package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.util.Optional;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.engines.S3Server;
import org.pinacotheca.persistence.files.DiskPictureFiles;
import org.pinacotheca.persistence.files.S3Location;
import org.pinacotheca.persistence.files.S3PictureFiles;
import org.pinacotheca.persistence.imaging.PooledImageStudio;
import org.pinacotheca.persistence.imaging.StudioSettings;
import org.pinacotheca.persistence.keys.HmacSecrets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A whole gallery with nothing made up: a database, real files of pictures and keys. */
record TestGallery(
    Gallery gallery, PooledImageStudio studio, TestDatabase database, Runnable afterwards)
    implements AutoCloseable {

  /** With files in a directory. */
  static TestGallery on(TestDatabase database, Path files) {
    return on(database, DiskPictureFiles.open(files), () -> {});
  }

  /** With files in a bucket of their own. */
  static TestGallery onS3(TestDatabase database) {
    S3Server server = S3Server.shared();
    S3Location location =
        new S3Location(
            server.makeBucket(), "media/", Optional.of(server.endpoint()), Optional.empty());
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    S3PictureFiles files =
        S3PictureFiles.open(location, StaticCredentialsProvider.create(credentials));
    return on(database, files, files::close);
  }

  private static TestGallery on(TestDatabase database, PictureFiles files, Runnable afterwards) {
    PooledImageStudio studio =
        PooledImageStudio.open(StudioSettings.defaults(Path.of("target", "native")));
    Gallery gallery =
        Gallery.of(
            database.storage().unitOfWork(),
            files,
            studio,
            new HmacSecrets(Keys.master(1)),
            GallerySettings.DEFAULT);
    return new TestGallery(gallery, studio, database, afterwards);
  }

  @Override
  public void close() {
    studio.close();
    afterwards.run();
    database.close();
  }
}
