package org.pinacotheca.persistence.jdbi;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.RateSettings;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.domain.credits.Commission;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.s3.S3Location;
import org.pinacotheca.s3.S3PictureFiles;
import org.pinacotheca.testkit.memory.ManualClock;
import org.pinacotheca.testservers.S3Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Complete galleries with a fake clock only: a database, files on disk or in an S3 store, real
 * pictures and keys. Used by one thread.
 */
final class TestGallery implements AutoCloseable {
  private final ManualClock clock = ManualClock.atSomeNoon();
  private final TestDatabase database;
  private final PooledImageProcessor processor;
  private final PictureFiles files;
  private final Runnable afterwards;
  private final Map<Commission, Gallery> galleries = new HashMap<>();

  private TestGallery(
      Function<ManualClock, TestDatabase> database, PictureFiles files, Runnable afterwards) {
    this.processor = PooledImageProcessor.open(ImageSettings.defaults(Path.of("target", "native")));
    this.files = files;
    this.afterwards = afterwards;
    this.database = database.apply(clock);
  }

  /** With files in a directory, on a database with its own clock. */
  static TestGallery on(Function<ManualClock, TestDatabase> database, Path files) {
    return new TestGallery(database, DiskPictureFiles.open(files), () -> {});
  }

  /** As above, with files in a bucket of their own. */
  static TestGallery onS3(Function<ManualClock, TestDatabase> database) {
    S3Server server = S3Server.shared();
    S3Location location =
        new S3Location(
            server.makeBucket(), "media/", Optional.of(server.endpoint()), Optional.empty());
    AwsBasicCredentials credentials =
        AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    S3PictureFiles files =
        S3PictureFiles.open(location, StaticCredentialsProvider.create(credentials));
    return new TestGallery(database, files, files::close);
  }

  ManualClock clock() {
    return clock;
  }

  /** The gallery without a commission. */
  Gallery gallery() {
    return gallery(Commission.NONE);
  }

  /** A gallery with this commission; all of them share the database. */
  Gallery gallery(Commission commission) {
    return galleries.computeIfAbsent(
        commission,
        kept ->
            Gallery.of(
                database.storage().unitOfWork(),
                files,
                processor,
                new HmacSecrets(Keys.master(1)),
                GallerySettings.DEFAULT.withCommission(kept)));
  }

  /** Another node on the same database, with rate limits. */
  Gallery node(RateSettings rates) {
    return Gallery.of(
        database.storage().unitOfWork(),
        files,
        processor,
        new HmacSecrets(Keys.master(1)),
        GallerySettings.DEFAULT.withRates(rates));
  }

  @Override
  public void close() {
    processor.close();
    database.close();
    afterwards.run();
  }
}
