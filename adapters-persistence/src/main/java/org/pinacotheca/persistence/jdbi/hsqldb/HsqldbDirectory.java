package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.DirectoryInUseException;
import org.pinacotheca.application.spi.StorageException;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.persistence.disk.FilePermissions;
import org.pinacotheca.persistence.jdbi.HsqldbSnapshot;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;
import org.pinacotheca.persistence.jdbi.failure.Durability;

/**
 * The directory of an HSQLDB database, locked for this process. The operating system releases its
 * file lock however the process ends, so a restart need not wait, as it would for HSQLDB's own lock
 * file.
 */
public final class HsqldbDirectory implements DatabaseGate, AutoCloseable {
  /**
   * The directories locked by this process. The system's lock belongs to the process, and would be
   * lost when a second channel on the same file is closed.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  /** The base name of a database's files. */
  private static final String NAME = "gallery";

  /** The pause between attempts to reopen a database whose disk refuses writes. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Place place;
  private final EmbeddedDatabase database;

  private HsqldbDirectory(Place place, EmbeddedDatabase database) {
    this.place = place;
    this.database = database;
  }

  /** Locks the directory, creating it when missing, and opens its database. */
  public static HsqldbDirectory open(Path directory) {
    return open(directory, CheckedFiles::new, HsqldbSettings.DEFAULT, PAUSE);
  }

  /** As above, with a test's failing files, settings and pause. */
  public static HsqldbDirectory open(
      Path directory, Function<Path, CheckedFiles> files, HsqldbSettings settings, Duration pause) {
    return opened(
        made(usable(directory)), base -> EmbeddedDatabase.open(base, files, settings, pause));
  }

  /**
   * Locks the directory for shared reading and opens its database read-only. After a crash, repairs
   * and opens a copy, because nothing in the directory is changed.
   */
  public static HsqldbDirectory openForReading(Path directory) {
    Path path = usable(directory);
    if (!Files.isRegularFile(path.resolve(NAME + ".script"))) {
      throw new IllegalStateException("there is no database in " + path);
    }
    Place taken = take(path, HsqldbDirectory::lockForReading);
    return opened(
        taken,
        base -> {
          CrashRemains remains = new CrashRemains(base);
          if (remains.isEmpty()) {
            return EmbeddedDatabase.openForReading(base);
          }
          remains.check();
          return EmbeddedDatabase.open(
              taken.copy().resolve(base.getFileName()),
              CheckedFiles::new,
              HsqldbSettings.DEFAULT,
              PAUSE);
        });
  }

  private static HsqldbDirectory opened(Place taken, Opening opening) {
    boolean isOpen = false;
    try {
      HsqldbDirectory directory =
          new HsqldbDirectory(taken, opening.open(taken.path.resolve(NAME)));
      isOpen = true;
      return directory;
    } catch (SQLException | IOException e) {
      throw new StorageException(
          "the database in " + taken.path + " cannot be opened: " + e.getMessage(), e);
    } finally {
      if (!isOpen) {
        taken.release();
      }
    }
  }

  private static Path usable(Path directory) {
    Path place = directory.toAbsolutePath().normalize();
    if (place.toString().contains(";")) {
      throw new IllegalArgumentException(
          "the directory of a database cannot have ';' in its path: " + place);
    }
    // HSQLDB would otherwise take over the logging of the whole process.
    System.setProperty("hsqldb.reconfig_logging", "false");
    return place;
  }

  private static Place made(Path directory) {
    try {
      FilePermissions.makePrivateDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory " + directory + " cannot be used for a database", e);
    }
    return take(directory, HsqldbDirectory::lock);
  }

  private static @Nullable FileChannel lockForReading(Path path) throws IOException {
    Path file = path.resolve("lock");
    if (!Files.exists(file)) {
      // A copy without a lock file, which no server uses: a server would have created it.
      return null;
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
      channel.close();
      throw new DirectoryInUseException(path.toString());
    }
    return channel;
  }

  private static Place take(Path directory, Locking locking) {
    try {
      Path path = directory.toRealPath();
      if (!TAKEN.add(path)) {
        throw new DirectoryInUseException(path.toString());
      }
      boolean locked = false;
      try {
        Place place = new Place(path, locking.lock(path));
        locked = true;
        return place;
      } finally {
        if (!locked) {
          TAKEN.remove(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory " + directory + " cannot be used for a database", e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new DirectoryInUseException(path.toString());
    }
    FilePermissions.restrict(path);
    return channel;
  }

  /** A connection to the open database; refused while it is closed. */
  public Connection connect() throws SQLException {
    return database.connect();
  }

  @Override
  public void requireReadable() {
    database.requireReadable();
  }

  @Override
  public void requireWritable() {
    database.requireWritable();
  }

  @Override
  public boolean isTrusted() {
    return database.isTrusted();
  }

  @Override
  public void distrust(SQLException cause) {
    database.distrust(cause);
  }

  @Override
  public Durability commit(Connection connection) throws SQLException {
    return database.commit(connection);
  }

  @Override
  public Durability read() {
    return database.read();
  }

  @Override
  public StorageUnavailableException failure() {
    return database.failure();
  }

  /**
   * Shuts the database down, so that the next start has nothing to replay, and releases the
   * directory.
   */
  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw new StorageException(
          "the database did not shut down in order; its log will be replayed", e);
    } finally {
      place.release();
    }
  }

  /** A locked directory. */
  private static final class Place {
    private final Path path;

    /** A directory with the system's lock. */
    private final @Nullable FileChannel lock;

    private @Nullable TemporaryCopy copy;

    Place(Path path, @Nullable FileChannel lock) {
      this.path = path;
      this.lock = lock;
    }

    /**
     * Copies the files of the database into a directory that is deleted when this one is released.
     */
    Path copy() throws IOException {
      TemporaryCopy made = TemporaryCopy.in(Files.createTempDirectory("pinacotheca-database-"));
      copy = made;
      try {
        for (Path file : HsqldbSnapshot.files(path)) {
          Files.copy(file, made.directory().resolve(file.getFileName()));
        }
      } catch (IOException e) {
        throw new IOException(
            "it was not closed in order, and the copy of it that has to be made in "
                + made.directory().getParent()
                + " failed ("
                + e
                + "); start and stop the server once, or make room there",
            e);
      }
      return made.directory();
    }

    void release() {
      // Deletes the copy first; always releases the lock.
      try (FileChannel _ = lock;
          TemporaryCopy _ = copy) {
        copy = null;
      } catch (IOException e) {
        throw new UncheckedIOException("the directory of a database was not given free", e);
      } finally {
        TAKEN.remove(path);
      }
    }
  }

  private interface Opening {
    EmbeddedDatabase open(Path base) throws SQLException, IOException;
  }

  private interface Locking {
    @Nullable FileChannel lock(Path path) throws IOException;
  }
}
