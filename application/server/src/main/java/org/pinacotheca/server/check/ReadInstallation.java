package org.pinacotheca.server.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.commons.io.file.PathUtils;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.api.operations.Inspection;
import org.pinacotheca.application.api.operations.Inspection.Inspected;
import org.pinacotheca.application.api.operations.Inspection.Observer;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.RenderedPicture;
import org.pinacotheca.domain.picture.PictureSource;
import org.pinacotheca.embedded.assembly.GalleryAssembly;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.s3.S3Location;
import org.pinacotheca.s3.S3PictureFiles;
import org.pinacotheca.server.config.BadSettingException;
import org.pinacotheca.server.config.MediaPlace;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.wiring.Wiring;

/**
 * An installation opened read-only. While it is open, no server starts on its embedded database.
 * Closing closes its parts in reverse order.
 */
public record ReadInstallation(
    MasterKey key,
    JdbiStorage storage,
    PictureFiles files,
    ImageProcessor processor,
    Deque<AutoCloseable> opened)
    implements AutoCloseable {
  /** Used by one thread, so two connections are more than enough. */
  public static final JdbiSettings CONNECTIONS =
      new JdbiSettings(2, JdbiSettings.DEFAULT.connectionWaitMax());

  /** Enough to hide the latency of a store; each look-up uses one connection at a time. */
  private static final int READERS = 16;

  /**
   * Opens the installation of the settings.
   *
   * @param decoding whether pictures will be decoded
   * @throws BadSettingException when it cannot be opened or is in use by a server
   */
  public static ReadInstallation open(ServerConfig config, boolean decoding) {
    if (!Files.isDirectory(config.data())) {
      throw new BadSettingException("there is no directory " + config.data());
    }
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return open(config, decoding, opened);
    } catch (IllegalStateException | IllegalArgumentException | IOException e) {
      GalleryAssembly.close(opened);
      throw new BadSettingException("cannot be checked: " + e.getMessage());
    } catch (RuntimeException e) {
      GalleryAssembly.close(opened);
      throw e;
    }
  }

  private static ReadInstallation open(
      ServerConfig config, boolean decoding, Deque<AutoCloseable> opened) throws IOException {
    MasterKey key = config.masterKey().orElseGet(() -> MasterKey.existingIn(config.data()));
    PictureFiles files = files(config.media(), opened);
    JdbiStorage storage = storage(config, new AesGcmCipher(key));
    opened.push(storage);
    ImageProcessor processor = decoding ? processor(config, opened) : new NoImageProcessor();
    return new ReadInstallation(key, storage, files, processor, opened);
  }

  private static PictureFiles files(MediaPlace media, Deque<AutoCloseable> opened) {
    return switch (media) {
      case MediaPlace.Directory(Path path) -> DiskPictureFiles.existing(path);
      case MediaPlace.ObjectStore(S3Location location) -> {
        S3PictureFiles files = S3PictureFiles.open(location);
        opened.push(files);
        yield files;
      }
    };
  }

  private static JdbiStorage storage(ServerConfig config, AesGcmCipher seal) {
    InstantSource clock = InstantSource.system();
    Optional<String> postgresql = config.postgresql();
    return postgresql.isPresent()
        ? JdbiStorage.readPostgresql(postgresql.get(), seal, clock, CONNECTIONS)
        : JdbiStorage.readHsqldb(config.data().resolve("database"), seal, clock, CONNECTIONS);
  }

  private static ImageProcessor processor(ServerConfig config, Deque<AutoCloseable> opened)
      throws IOException {
    PooledImageProcessor processor =
        PooledImageProcessor.open(
            new ImageSettings(
                config.pictureBytesMax(),
                config.picturePixelsMax(),
                ImageSettings.work(1, 1, Wiring.imageMemory(config), config.pictureSecondsMax()),
                temporaryDirectory(opened)));
    opened.push(processor);
    return processor;
  }

  /** Decodes nothing, so that no native library is unpacked. */
  private static final class NoImageProcessor implements ImageProcessor {
    @Override
    public <T> Processed<T> process(
        Requester requester,
        PictureSource source,
        Function<? super RenderedPicture, ? extends T> keep) {
      throw new IllegalStateException("opened without decoding");
    }
  }

  /** A temporary directory for the native codec, because the installation is not changed. */
  private static Path temporaryDirectory(Deque<AutoCloseable> opened) throws IOException {
    Path directory = Files.createTempDirectory("pinacotheca-check-");
    opened.push(() -> PathUtils.deleteDirectory(directory));
    return directory;
  }

  /** Inspects the installation for consistency. */
  public Inspected inspect(boolean deep, int listedMax, Observer observer) {
    return inspect(files, deep, listedMax, observer);
  }

  /** As above, with a copy of the files. */
  public Inspected inspect(PictureFiles pictures, boolean deep, int listedMax, Observer observer) {
    Inspection inspection =
        Gallery.of(
                storage.unitOfWork(),
                pictures,
                processor,
                new HmacSecrets(key),
                GallerySettings.DEFAULT)
            .inspection();
    // The image processor decodes one picture at a time.
    int atATime = deep ? 1 : READERS;
    try (ExecutorService readers =
        Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
      return inspection.inspect(new Inspection.Order(deep, listedMax, readers), observer);
    }
  }

  @Override
  public void close() {
    GalleryAssembly.close(opened);
  }

  @Override
  public String toString() {
    return "ReadInstallation";
  }
}
