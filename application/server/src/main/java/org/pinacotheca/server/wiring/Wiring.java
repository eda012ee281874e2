package org.pinacotheca.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.embedded.assembly.GalleryAssembly;
import org.pinacotheca.embedded.assembly.GalleryDirectory;
import org.pinacotheca.embedded.assembly.GalleryPlan;
import org.pinacotheca.embedded.assembly.MediaLocation;
import org.pinacotheca.http.settings.BackupSource;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.images.admission.MemoryShare;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.crypto.OtherMasterKeyException;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.s3.S3Location;
import org.pinacotheca.s3.S3PictureFiles;
import org.pinacotheca.server.backup.InstallationBackup;
import org.pinacotheca.server.backup.RestoreCommand;
import org.pinacotheca.server.config.AdminToken;
import org.pinacotheca.server.config.BadSettingException;
import org.pinacotheca.server.config.MediaPlace;
import org.pinacotheca.server.config.ServerConfig;
import org.pinacotheca.server.config.ServerSetting;
import org.pinacotheca.server.config.StartFailedException;
import org.pinacotheca.server.config.Version;
import org.pinacotheca.server.metrics.LedgerTotals;
import org.pinacotheca.server.metrics.MeasuredImageProcessor;
import org.pinacotheca.server.metrics.Metrics;
import org.pinacotheca.server.tracing.Traces;

/**
 * Assembles the gallery of a server over its storage. Closing closes its parts in reverse order.
 *
 * @param adminToken the token of the admin API
 * @param spool the directory for uploads in progress
 * @param roomCheck throws when the disks have too little space
 * @param diskCheck throws when the disks have too little space or refuse writes
 * @param backup the backup of the whole installation
 * @param traces the traces, if enabled
 */
public record Wiring(
    Gallery gallery,
    PooledImageProcessor processor,
    String adminToken,
    Path spool,
    Runnable roomCheck,
    Runnable diskCheck,
    BackupSource backup,
    Optional<Traces> traces,
    Deque<AutoCloseable> opened)
    implements AutoCloseable {
  /** Waits are rare, because there is a connection for each request in progress. */
  private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(2);

  /**
   * Opens the storage and assembles the gallery.
   *
   * @param metrics gets the load of each part
   * @throws BadSettingException when the data directory is unusable
   * @throws StartFailedException when the database or the pictures' store cannot be reached
   */
  public static Wiring of(ServerConfig config, Metrics metrics) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      Optional<Traces> traces = traces(config);
      traces.ifPresent(opened::push);
      traces.ifPresent(metrics::watch);
      requireNoneAbove(config.data());
      Path data = GalleryDirectory.make(config.data());
      if (Files.exists(data.resolve(RestoreCommand.UNFINISHED))) {
        throw new BadSettingException(
            "a restore into '" + data + "' was interrupted; empty the directory and restore again");
      }
      Path spool = GalleryDirectory.make(data.resolve("spool"));
      GalleryAssembly assembly =
          GalleryAssembly.open(new ConfiguredPlan(config, spool, traces, metrics));
      opened.push(assembly);
      JdbiStorage storage = assembly.storage();
      metrics.watch(storage);
      metrics.watch(new LedgerTotals(storage.unitOfWork(), System::nanoTime));
      metrics.watch(assembly.processor());
      metrics.watch(assembly.room());
      String adminToken =
          config.adminToken().orElseGet(() -> AdminToken.inDirectory(data, assembly.key()));
      BackupSource backup =
          assembly.files() instanceof DiskPictureFiles disk && config.backupRefusal().isEmpty()
              ? new InstallationBackup(Version.current(), data, disk, storage::copyEmbedded)
              : BackupSource.none(config.backupRefusal().orElseThrow());
      GalleryDirectory.restrict(data);
      return new Wiring(
          assembly.gallery(),
          assembly.processor(),
          adminToken,
          spool,
          assembly.room()::require,
          assembly::requireWritable,
          backup,
          traces,
          opened);
    } catch (OtherMasterKeyException e) {
      GalleryAssembly.close(opened);
      throw new BadSettingException(
          "the database began with another master key; give this node the one of the others, in "
              + ServerSetting.MASTER_KEY.variable()
              + " or as the file '"
              + config.data().resolve("master-key")
              + "'");
    } catch (StorageException e) {
      GalleryAssembly.close(opened);
      throw new StartFailedException("the database cannot be opened: " + e.getMessage(), e);
    } catch (StorageUnavailableException e) {
      GalleryAssembly.close(opened);
      throw new StartFailedException(String.valueOf(e.getMessage()), e);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      GalleryAssembly.close(opened);
      throw new BadSettingException(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      GalleryAssembly.close(opened);
      throw e;
    }
  }

  private static Optional<Traces> traces(ServerConfig config) {
    String database = config.postgresql().isPresent() ? "postgresql" : "hsqldb";
    return config.traces().map(collector -> Traces.to(collector, Version.current(), database));
  }

  /** A gallery as configured, traced and measured. */
  private record ConfiguredPlan(
      ServerConfig config, Path spool, Optional<Traces> traces, Metrics metrics)
      implements GalleryPlan {
    @Override
    public MasterKey masterKey() {
      return config.masterKey().orElseGet(() -> MasterKey.inDirectory(config.data()));
    }

    @Override
    public PictureFiles openFiles() throws IOException {
      return switch (config.media()) {
        case MediaPlace.Directory(Path path) -> GalleryDirectory.pictures(path);
        case MediaPlace.ObjectStore(S3Location location) -> objectStore(location);
      };
    }

    private static S3PictureFiles objectStore(S3Location location) {
      try {
        return S3PictureFiles.open(location);
      } catch (UncheckedIOException e) {
        throw new StartFailedException("the pictures' store cannot be used: " + e.getMessage(), e);
      }
    }

    @Override
    public JdbiStorage openStorage(AesGcmCipher cipher) {
      JdbiSettings settings = new JdbiSettings(config.databaseConnections(), CONNECTION_WAIT_MAX);
      InstantSource clock = InstantSource.system();
      return config.postgresql().isPresent()
          ? JdbiStorage.openPostgresql(config.postgresql().get(), cipher, clock, settings)
          : JdbiStorage.openHsqldb(config.data().resolve("database"), cipher, clock, settings);
    }

    @Override
    public ImageSettings images() {
      return new ImageSettings(
          config.pictureBytesMax(),
          config.picturePixelsMax(),
          ImageSettings.work(
              config.imageThreads(),
              config.imageQueueMax(),
              imageMemory(config),
              config.pictureSecondsMax()),
          config.data().resolve("native"));
    }

    @Override
    public GallerySettings gallerySettings() {
      return new GallerySettings(
          GallerySettings.DEFAULT.accessTokenLifetime(),
          GallerySettings.DEFAULT.refreshTokenLifetime(),
          config.mediaLinkLifetime(),
          config.commission(),
          config.rates(),
          config.albumCapacity());
    }

    @Override
    public Map<String, Path> disks() {
      Map<String, Path> disks = new LinkedHashMap<>();
      if (config.postgresql().isEmpty()) {
        disks.put("database", config.data().resolve("database"));
      }
      if (config.media() instanceof MediaPlace.Directory(Path pictures)) {
        disks.put("pictures", pictures);
      }
      disks.put("uploads", spool);
      return disks;
    }

    @Override
    public long diskReserveBytes() {
      return config.diskReserveBytes();
    }

    @Override
    public MediaLocation media() {
      return config.media().location();
    }

    @Override
    public UnitOfWork observed(UnitOfWork work) {
      return traces.map(it -> it.storage(work)).orElse(work);
    }

    @Override
    public PictureFiles observed(PictureFiles files) {
      return traces.map(it -> it.files(files)).orElse(files);
    }

    @Override
    public ImageProcessor observed(ImageProcessor processor) {
      ImageProcessor measured = new MeasuredImageProcessor(processor, metrics);
      return traces.map(it -> it.processor(measured)).orElse(measured);
    }
  }

  /** The memory for pictures, from the settings or else to suit the machine. */
  public static MemoryShare imageMemory(ServerConfig config) {
    return config.imageMemory() > 0
        ? MemoryShare.ofHeap(Runtime.getRuntime().maxMemory(), config.imageMemory())
        : ImageSettings.suitingMemory(config.picturePixelsMax());
  }

  /**
   * Refuses to create an installation within another one, as in a volume of an older container
   * image: it would have its own database and keys, and the existing members would seem lost.
   */
  private static void requireNoneAbove(Path data) {
    Path above = data.toAbsolutePath().normalize().getParent();
    if (above != null && isEmptyOrMissing(data) && isInstallation(above)) {
      throw new BadSettingException(
          "'"
              + above
              + "' holds an installation; move its files into '"
              + data
              + "', or set "
              + ServerSetting.DATA.variable()
              + "="
              + above);
    }
  }

  private static boolean isEmptyOrMissing(Path directory) {
    String[] names = directory.toFile().list();
    return names == null ? !Files.exists(directory) : names.length == 0;
  }

  /** A key alone may belong to an operator who keeps it next to the data directory. */
  private static boolean isInstallation(Path directory) {
    return Files.exists(directory.resolve("database/gallery.script"))
        || (Files.isDirectory(directory.resolve("spool"))
            && Stream.of("master-key", "admin-token")
                .anyMatch(it -> Files.exists(directory.resolve(it))));
  }

  @Override
  public void close() {
    GalleryAssembly.close(opened);
  }

  @Override
  public String toString() {
    return "Wiring[spool=" + spool + "]";
  }
}
