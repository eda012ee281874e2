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
 * Checks the free space of an installation's disks against a reserve. A disk is queried at most
 * once a second. Logs when the space runs out and when it is back. Thread-safe.
 */
public final class DiskReserve {
  private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);

  /** At most one part in this many of a small disk is reserved. */
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

  /** Queries the disk of a directory. */
  @FunctionalInterface
  public interface Disks {
    /** The space of the disk with the directory. */
    Space space(Path directory) throws IOException;
  }

  /**
   * The space of a disk, in bytes.
   *
   * @param free what may still be written
   * @param total its size
   */
  public record Space(long free, long total) {}

  /**
   * Watches disks.
   *
   * @param directories the directories by their names for messages
   * @param reserveBytes the reserve of each disk, but at most a tenth of it
   */
  public DiskReserve(Map<String, Path> directories, long reserveBytes) {
    this(directories, reserveBytes, DiskReserve::ask, System::nanoTime);
  }

  /** As above, with the disks and clock of a test. */
  public DiskReserve(
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
   * Throws when a disk has less free space than its reserve.
   *
   * @throws StorageFullException then; its message names the content of the disk, and no path
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
   * The space of each disk, by the name of its content. Disks that cannot be queried are left out;
   * their users get the failure.
   */
  public synchronized Map<String, Space> spaces() {
    long now = nanos.getAsLong();
    if (known.isEmpty() || now - askedAt >= ASKED_EVERY_NANOS) {
      Map<String, Space> spaces = new LinkedHashMap<>();
      directories.forEach((name, directory) -> {
        try {
          spaces.put(name, disks.space(directory));
        } catch (IOException _) {
          // The disk is gone or cannot be read.
        }
      });
      known = Optional.of(spaces);
      askedAt = now;
    }
    return known.get();
  }
}
