package org.pinacotheca.transport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The directory for uploaded files during their request. A file is deleted as soon as it is open,
 * so not even a killed process leaves one behind; a system that cannot delete open files deletes it
 * on close. Thread-safe.
 */
public final class Spool {
  private final Path directory;
  private final SpoolRoom room;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Uses the directory, which is created when missing, and removes files of a day ago that a killed
   * process left there.
   *
   * @param room the room for all files together, which others may share
   * @throws IOException when the directory cannot be created
   */
  public Spool(Path directory, SpoolRoom room) throws IOException {
    this.room = room;
    this.directory = Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
    removeLeftovers();
  }

  private void removeLeftovers() throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (DirectoryStream<Path> uploads = Files.newDirectoryStream(directory, "upload-*")) {
      for (Path upload : uploads) {
        if (Files.getLastModifiedTime(upload).compareTo(limit) < 0) {
          Files.deleteIfExists(upload);
        }
      }
    }
  }

  /** Nobody but the owner may read uploads, where the file system can say so. */
  private static FileAttribute<?>[] ownerOnly(Path path, String modes) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))
        }
        : new FileAttribute<?>[] {};
  }

  /** The number of spooled files now. */
  public int openFiles() {
    return open.get();
  }

  /** Creates an empty file; the caller closes it. */
  public SpooledFile create() throws IOException {
    room.requireDisk();
    Set<StandardOpenOption> options =
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    Path file = directory.resolve("upload-" + UUID.randomUUID() + ".part");
    FileChannel channel;
    try {
      channel = FileChannel.open(file, options, ownerOnly(file, "rw-------"));
    } catch (NoSuchFileException _) {
      // The directory was removed while the server runs.
      Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
      channel = FileChannel.open(file, options, ownerOnly(file, "rw-------"));
    }
    open.incrementAndGet();
    return new SpooledFile(channel, room, open::decrementAndGet);
  }
}
