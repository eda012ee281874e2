package org.pinacotheca.persistence.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.pinacotheca.application.spi.StorageFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much room the disks of an installation have, and how much of it is kept free. A disk is asked
 * at most once a second. The log says when their room ends and when there is room again. Safe for
 * use by many threads.
 */
public final class DiskRoom {
  private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

  /** Of a small disk no more than this part is kept free. */
  private static final int PART = 10;

  private static final long ASKED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MEBIBYTE_BITS = 20;

  private final Map<String, Path> directories;
  private final long reserveBytes;
  private final Disks disks;
  private final LongSupplier nanos;
  private final AtomicBoolean isFull = new AtomicBoolean();
  private long askedAt;
  private Optional<Map<String, Space>> known = Optional.empty();

  /** Asks for the room of the disk of a directory. */
  @FunctionalInterface
  public interface Disks {
    /** The room of the disk that holds the directory. */
    Space space(Path directory) throws IOException;
  }

  /**
   * The room of a disk.
   *
   * @param free what may still be written, in bytes
   * @param total its size in bytes
   */
  public record Space(long free, long total) {}

  /**
   * Watches disks.
   *
   * @param directories what lies on them, by the name it is called in messages
   * @param reserveBytes what is kept free of each, but at most a tenth of it
   */
  public DiskRoom(Map<String, Path> directories, long reserveBytes) {
    this(directories, reserveBytes, DiskRoom::ask, System::nanoTime);
  }

  /** The same with disks and a time of a test. */
  public DiskRoom(
      Map<String, Path> directories, long reserveBytes, Disks disks, LongSupplier nanos) {
    this.directories = new LinkedHashMap<>(directories);
    this.reserveBytes = reserveBytes;
    this.disks = disks;
    this.nanos = nanos;
  }

  private static Space ask(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return new Space(store.getUsableSpace(), store.getTotalSpace());
  }

  /**
   * Fails when a disk has less room than is kept free.
   *
   * @throws StorageFullException then; its message names what is on the disk, and no path
   */
  public void require() {
    try {
      requireEach();
      if (isFull.getAndSet(false)) {
        LOG.info("The disks have room again");
      }
    } catch (StorageFullException e) {
      if (!isFull.getAndSet(true)) {
        LOG.warn("Writes are refused until there is room again: {}", e.getMessage());
      }
      throw e;
    }
  }

  private void requireEach() {
    for (Map.Entry<String, Space> disk : spaces().entrySet()) {
      long reserve = Math.min(reserveBytes, disk.getValue().total() / PART);
      if (disk.getValue().free() < reserve) {
        throw new StorageFullException(
            "The disk of the "
                + disk.getKey()
                + " is nearly full: it has "
                + (disk.getValue().free() >> MEBIBYTE_BITS)
                + " MiB left, and "
                + (reserve >> MEBIBYTE_BITS)
                + " MiB are kept free.",
            null);
      }
    }
  }

  /**
   * The room of each disk, by the name of what lies on it. One that cannot be asked is not there:
   * whoever uses it is told what is wrong with it.
   */
  public synchronized Map<String, Space> spaces() {
    long now = nanos.getAsLong();
    if (known.isEmpty() || now - askedAt >= ASKED_EVERY_NANOS) {
      Map<String, Space> spaces = new LinkedHashMap<>();
      directories.forEach((name, directory) -> {
        try {
          spaces.put(name, disks.space(directory));
        } catch (IOException _) {
          // It is gone or cannot be read.
        }
      });
      known = Optional.of(spaces);
      askedAt = now;
    }
    return known.get();
  }
}
