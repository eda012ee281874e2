package org.pinacotheca.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.pinacotheca.application.Gallery;
import org.pinacotheca.application.GallerySettings;
import org.pinacotheca.persistence.files.DiskPictureFiles;
import org.pinacotheca.persistence.imaging.PooledImageStudio;
import org.pinacotheca.persistence.imaging.StudioSettings;
import org.pinacotheca.persistence.jdbi.JdbiSettings;
import org.pinacotheca.persistence.jdbi.JdbiStorage;
import org.pinacotheca.persistence.jdbi.StorageException;
import org.pinacotheca.persistence.keys.AesGcmSeal;
import org.pinacotheca.persistence.keys.HmacSecrets;
import org.pinacotheca.persistence.keys.MasterKey;

/**
 * The gallery of a server over its storage, put together. Closing closes what was opened, the last
 * first.
 *
 * @param adminToken of the admin API
 * @param spool where uploads wait while they are read
 */
record Wiring(
    Gallery gallery,
    PooledImageStudio studio,
    String adminToken,
    Path spool,
    Deque<AutoCloseable> opened)
    implements AutoCloseable {

  /**
   * Opens storage and puts the gallery together.
   *
   * @throws BadSettingException when the data directory cannot be used
   * @throws StartFailedException when the database cannot be reached
   */
  static Wiring of(ServerConfig config) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      Path data = ownDirectory(config.data());
      Path spool = ownDirectory(data.resolve("spool"));
      MasterKey key = MasterKey.inDirectory(data);
      HmacSecrets secrets = new HmacSecrets(key);
      JdbiStorage storage = storage(config, new AesGcmSeal(key));
      opened.push(storage);
      DiskPictureFiles files = DiskPictureFiles.open(config.media());
      PooledImageStudio studio = PooledImageStudio.open(studioSettings(config));
      opened.push(studio);
      GallerySettings settings =
          new GallerySettings(
              GallerySettings.DEFAULT.accessTokenLifetime(),
              GallerySettings.DEFAULT.refreshTokenLifetime(),
              config.mediaLinkLifetime(),
              config.commission(),
              config.rates());
      Gallery gallery = Gallery.of(storage.unitOfWork(), files, studio, secrets, settings);
      String adminToken =
          config.adminToken().orElseGet(() -> AdminToken.inDirectory(data, secrets));
      return new Wiring(gallery, studio, adminToken, spool, opened);
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

  private static JdbiStorage storage(ServerConfig config, AesGcmSeal seal) {
    JdbiSettings settings =
        new JdbiSettings(config.databaseConnections(), JdbiSettings.DEFAULT.connectionWaitMax());
    InstantSource clock = InstantSource.system();
    return config.postgresql().isPresent()
        ? JdbiStorage.openPostgresql(config.postgresql().get(), seal, clock, settings)
        : JdbiStorage.openHsqldb(config.data().resolve("database"), seal, clock, settings);
  }

  private static StudioSettings studioSettings(ServerConfig config) {
    return new StudioSettings(
        config.pictureBytesMax(),
        config.picturePixelsMax(),
        config.imageThreads(),
        config.imageQueueMax(),
        StudioSettings.CodecChoice.NATIVE_IF_AVAILABLE,
        config.data().resolve("native"));
  }

  /** Makes the directory, for its owner alone, if there is none. */
  private static Path ownDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      try {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (IOException | UnsupportedOperationException e) {
        throw new IOException("the directory '" + directory + "' cannot be made: " + reason(e), e);
      }
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

  private static void close(Deque<AutoCloseable> opened) {
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
