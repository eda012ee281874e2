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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.application.spi.ImageProcessor;
import org.pinacotheca.application.spi.PictureFiles;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.UnitOfWork;
import org.pinacotheca.http.settings.BackupSource;
import org.pinacotheca.images.ImageSettings;
import org.pinacotheca.images.PooledImageProcessor;
import org.pinacotheca.images.admission.MemoryShare;
import org.pinacotheca.persistence.crypto.AesGcmCipher;
import org.pinacotheca.persistence.crypto.HmacSecrets;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.crypto.OtherMasterKeyException;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.disk.DiskReserve;
import org.pinacotheca.persistence.disk.FilePermissions;
import org.pinacotheca.persistence.disk.ReservingUnitOfWork;
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
  /** What the program creates in its data directory, except the pictures, which may be many. */
  private static final List<String> OWN_PARTS =
      List.of("database", "spool", "native", "master-key", "admin-token");

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
      Path data = ownDirectory(config.data());
      if (Files.exists(data.resolve(RestoreCommand.UNFINISHED))) {
        throw new BadSettingException(
            "a restore into '" + data + "' was interrupted; empty the directory and restore again");
      }
      Path spool = ownDirectory(data.resolve("spool"));
      MasterKey key = config.masterKey().orElseGet(() -> MasterKey.inDirectory(data));
      HmacSecrets secrets = new HmacSecrets(key);
      // First, so that a start during a move leaves the new database empty.
      PictureFiles files = files(config.media(), opened);
      JdbiStorage storage = storage(config, new AesGcmCipher(key));
      opened.push(storage);
      metrics.watch(storage);
      metrics.watch(new LedgerTotals(storage.unitOfWork(), System::nanoTime));
      PooledImageProcessor processor = PooledImageProcessor.open(processorSettings(config));
      opened.push(processor);
      metrics.watch(processor);
      GallerySettings settings =
          new GallerySettings(
              GallerySettings.DEFAULT.accessTokenLifetime(),
              GallerySettings.DEFAULT.refreshTokenLifetime(),
              config.mediaLinkLifetime(),
              config.commission(),
              config.rates(),
              config.albumCapacity());
      ImageProcessor measured = new MeasuredImageProcessor(processor, metrics);
      DiskReserve room = new DiskReserve(disks(config, data, spool), config.diskReserveBytes());
      metrics.watch(room);
      UnitOfWork work = new ReservingUnitOfWork(storage.unitOfWork(), room);
      Gallery gallery =
          Gallery.of(
              traces.map(it -> it.storage(work)).orElse(work),
              traces.map(it -> it.files(files)).orElse(files),
              traces.map(it -> it.processor(measured)).orElse(measured),
              secrets,
              settings);
      MediaClaimCheck.require(gallery.operations(), config.media());
      String adminToken = config.adminToken().orElseGet(() -> AdminToken.inDirectory(data, key));
      BackupSource backup =
          files instanceof DiskPictureFiles disk && config.backupRefusal().isEmpty()
              ? new InstallationBackup(Version.current(), data, disk, storage::copyEmbedded)
              : BackupSource.none(config.backupRefusal().orElseThrow());
      // Libraries have been unpacked by now, some of them readable for everybody.
      for (String part : OWN_PARTS) {
        FilePermissions.restrict(data.resolve(part));
      }
      Runnable diskCheck =
          () -> {
            room.require();
            storage.requireWritable();
          };
      return new Wiring(
          gallery, processor, adminToken, spool, room::require, diskCheck, backup, traces, opened);
    } catch (OtherMasterKeyException e) {
      close(opened);
      throw new BadSettingException(
          "the database began with another master key; give this node the one of the others, in "
              + ServerSetting.MASTER_KEY.variable()
              + " or as the file '"
              + config.data().resolve("master-key")
              + "'");
    } catch (StorageException e) {
      close(opened);
      throw new StartFailedException("the database cannot be opened: " + e.getMessage(), e);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      close(opened);
      throw new BadSettingException(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  private static Optional<Traces> traces(ServerConfig config) {
    String database = config.postgresql().isPresent() ? "postgresql" : "hsqldb";
    return config.traces().map(collector -> Traces.to(collector, Version.current(), database));
  }

  private static JdbiStorage storage(ServerConfig config, AesGcmCipher seal) {
    JdbiSettings settings = new JdbiSettings(config.databaseConnections(), CONNECTION_WAIT_MAX);
    InstantSource clock = InstantSource.system();
    return config.postgresql().isPresent()
        ? JdbiStorage.openPostgresql(config.postgresql().get(), seal, clock, settings)
        : JdbiStorage.openHsqldb(config.data().resolve("database"), seal, clock, settings);
  }

  /** The directories on disks of this machine, by their names for people. */
  private static Map<String, Path> disks(ServerConfig config, Path data, Path spool) {
    Map<String, Path> disks = new LinkedHashMap<>();
    if (config.postgresql().isEmpty()) {
      disks.put("database", data.resolve("database"));
    }
    if (config.media() instanceof MediaPlace.Directory(Path pictures)) {
      disks.put("pictures", pictures);
    }
    disks.put("uploads", spool);
    return disks;
  }

  private static PictureFiles files(MediaPlace media, Deque<AutoCloseable> opened)
      throws IOException {
    return switch (media) {
      case MediaPlace.Directory(Path path) -> directory(path);
      case MediaPlace.ObjectStore(S3Location location) -> {
        S3PictureFiles files = objectStore(location);
        opened.push(files);
        yield files;
      }
    };
  }

  private static DiskPictureFiles directory(Path path) throws IOException {
    try {
      return DiskPictureFiles.open(path);
    } catch (UncheckedIOException e) {
      throw new IOException(
          "the directory '"
              + path
              + "' cannot be used for pictures: "
              + reason(Objects.requireNonNull(e.getCause())),
          e);
    }
  }

  private static S3PictureFiles objectStore(S3Location location) {
    try {
      return S3PictureFiles.open(location);
    } catch (UncheckedIOException e) {
      throw new StartFailedException("the pictures' store cannot be used: " + e.getMessage(), e);
    }
  }

  private static ImageSettings processorSettings(ServerConfig config) {
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

  /** Creates the directory if missing, and restricts it to its owner. */
  private static Path ownDirectory(Path directory) throws IOException {
    try {
      FilePermissions.makePrivateDirectory(directory);
    } catch (IOException e) {
      throw new IOException("the directory '" + directory + "' cannot be made: " + reason(e), e);
    }
    if (!Files.isWritable(directory)) {
      throw new IOException("the directory '" + directory + "' cannot be written to");
    }
    return directory;
  }

  private static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.FileAlreadyExistsException exists ->
          "'" + exists.getFile() + "' is a file";
      case java.nio.file.AccessDeniedException denied ->
          "no permission for '" + denied.getFile() + "'";
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  public void close() {
    close(opened);
  }

  /** Closes the parts in reverse order. */
  public static void close(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close the storage", e);
      }
    }
  }

  @Override
  public String toString() {
    return "Wiring[spool=" + spool + "]";
  }
}
