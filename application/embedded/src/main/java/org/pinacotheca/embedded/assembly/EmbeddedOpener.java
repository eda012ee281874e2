package org.pinacotheca.embedded.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.embedded.EmbeddedGallery;
import org.pinacotheca.embedded.EmbeddedSettings;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens embedded galleries in a directory, or in memory without one. */
public final class EmbeddedOpener
    implements BiFunction<Optional<Path>, EmbeddedSettings, EmbeddedGallery> {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedOpener.class);

  /** Called by name, through a class loader. */
  public EmbeddedOpener() {}

  @Override
  public EmbeddedGallery apply(Optional<Path> directory, EmbeddedSettings settings) {
    try {
      return directory.isPresent() ? inDirectory(directory.get(), settings) : inMemory(settings);
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static EmbeddedGallery inDirectory(Path directory, EmbeddedSettings settings)
      throws IOException {
    Path data = GalleryDirectory.make(directory);
    return opened(new Plan(data, settings, false), () -> {});
  }

  private static EmbeddedGallery inMemory(EmbeddedSettings settings) throws IOException {
    Path data = Files.createTempDirectory("pinacotheca-");
    try {
      return opened(new Plan(data, settings, true), () -> delete(data));
    } catch (IOException | RuntimeException e) {
      delete(data);
      throw e;
    }
  }

  private static EmbeddedGallery opened(Plan plan, Runnable afterwards) throws IOException {
    GalleryAssembly assembly = GalleryAssembly.open(plan);
    try {
      GalleryDirectory.restrict(plan.data);
    } catch (IOException | RuntimeException e) {
      assembly.close();
      throw e;
    }
    Sweeping sweeping =
        Sweeping.start(new Sweep(assembly.gallery().operations(), plan.media(), Sweep.IGNORED));
    AtomicBoolean closed = new AtomicBoolean();
    return new EmbeddedGallery(
        assembly.gallery(),
        () -> {
          if (closed.compareAndSet(false, true)) {
            try (assembly;
                sweeping) {
              LOG.debug("The gallery in {} is closed", plan.data);
            } finally {
              afterwards.run();
            }
          }
        });
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The temporary directory {} cannot be deleted: {}", directory, e.getMessage());
    }
  }

  /** Everything in one directory, except the database of a gallery in memory. */
  private record Plan(Path data, EmbeddedSettings settings, boolean isInMemory)
      implements GalleryPlan {
    @Override
    public MasterKey masterKey() {
      return MasterKey.inDirectory(data);
    }

    @Override
    public PictureFiles openFiles() throws IOException {
      return GalleryDirectory.pictures(data.resolve("media"));
    }

    @Override
    public JdbiStorage openStorage(AesGcmCipher cipher) {
      JdbiSettings connections =
          new JdbiSettings(
              settings.databaseConnections(), JdbiSettings.DEFAULT.connectionWaitMax());
      return isInMemory
          ? JdbiStorage.inMemory(cipher, settings.clock(), connections)
          : JdbiStorage.openHsqldb(data.resolve("database"), cipher, settings.clock(), connections);
    }

    @Override
    public ImageSettings images() {
      ImageSettings usual = ImageSettings.defaults(data.resolve("native"));
      return usual
          .withLimits(settings.pictureBytesMax(), settings.picturePixelsMax())
          .withWork(
              ImageSettings.work(
                  settings.imageThreads(),
                  usual.work().waitingMax(),
                  ImageSettings.suitingMemory(settings.picturePixelsMax()),
                  usual.work().millisMax() / 1000));
    }

    @Override
    public GallerySettings gallerySettings() {
      return settings.gallery();
    }

    @Override
    public Map<String, Path> disks() {
      return Map.of("gallery", data);
    }

    @Override
    public long diskReserveBytes() {
      return settings.diskReserveBytes();
    }

    @Override
    public MediaLocation media() {
      return MediaLocation.directory(data.resolve("media"));
    }
  }
}
