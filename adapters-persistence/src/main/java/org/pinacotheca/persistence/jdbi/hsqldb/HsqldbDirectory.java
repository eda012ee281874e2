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
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.persistence.disk.OwnerOnly;
import org.pinacotheca.persistence.jdbi.HsqldbSnapshot;
import org.pinacotheca.persistence.jdbi.failure.DatabaseGate;
import org.pinacotheca.persistence.jdbi.failure.DirectoryInUseException;
import org.pinacotheca.persistence.jdbi.failure.StorageException;

/**
 * The directory of an HSQLDB database, for this process alone. The operating system's lock on a
 * file of it is gone with the process however that ends, so that a restart need not wait, as it
 * would for the database's own lock file.
 */
public final class HsqldbDirectory implements DatabaseGate, AutoCloseable {
  /**
   * What this process has taken. The system's lock is the process's own, and would be lost as soon
   * as a second channel on the same file was closed.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  /** What the names of a database's files begin with. */
  private static final String NAME = "gallery";

  /** Between two tries to open a database again whose disk takes no writes. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Place place;
  private final EmbeddedDatabase database;

  private HsqldbDirectory(Place place, EmbeddedDatabase database) {
    this.place = place;
    this.database = database;
  }

  /** Takes the directory, makes it if need be, and opens the database in it with its settings. */
  public static HsqldbDirectory open(Path directory) {
    return open(directory, CheckedFiles::new, HsqldbSettings.DEFAULT, PAUSE);
  }

  /** The same with files that a test lets fail, and settings and a pause of its own. */
  public static HsqldbDirectory open(
      Path directory, Function<Path, CheckedFiles> files, HsqldbSettings settings, Duration pause) {
    return opened(
        made(usable(directory)), base -> EmbeddedDatabase.open(base, files, settings, pause));
  }

  /**
   * Takes the directory for reading, beside others who only read, and opens the database in it.
   * What a crash left is put in order in a copy, because nothing in the directory is changed.
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
    // The database would take over the logging of the whole process.
    System.setProperty("hsqldb.reconfig_logging", "false");
    return place;
  }

  private static Place made(Path directory) {
    try {
      OwnerOnly.directory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory " + directory + " cannot be used for a database", e);
    }
    return take(directory, HsqldbDirectory::lock);
  }

  private static @Nullable FileChannel lockForReading(Path path) throws IOException {
    Path file = path.resolve("lock");
    if (!Files.exists(file)) {
      // A copy without it, which no server uses: that would have made it.
      return null;
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
      channel.close();
      throw new DirectoryInUseException(path);
    }
    return channel;
  }

  private static Place take(Path directory, Locking locking) {
    try {
      Path path = directory.toRealPath();
      if (!TAKEN.add(path)) {
        throw new DirectoryInUseException(path);
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
      throw new DirectoryInUseException(path);
    }
    OwnerOnly.tree(path);
    return channel;
  }

  /** A connection to the database as it is open; refused while it is closed. */
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
  public StorageUnavailableException failure() {
    return database.failure();
  }

  /**
   * Shuts the database down, so that the next start has nothing to replay, and gives the directory
   * free.
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

  /** A directory that was taken. */
  private static final class Place {
    private final Path path;

    /** Holds the system's lock. */
    private final @Nullable FileChannel lock;

    private @Nullable TemporaryCopy copy;

    Place(Path path, @Nullable FileChannel lock) {
      this.path = path;
      this.lock = lock;
    }

    /** Copies the files of the database into a directory that goes when this one is released. */
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
      // The copy goes first; the lock is released whatever fails.
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
