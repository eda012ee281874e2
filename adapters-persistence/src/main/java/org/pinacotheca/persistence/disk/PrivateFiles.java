package org.pinacotheca.persistence.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files for the owner of the process only, and forces them to the device. A system without
 * POSIX permissions has to protect them by other means.
 */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** The permissions of a new file at this path. */
  public static FileAttribute<?>[] ofFile(Path file) {
    return permissions(file, "rw-------");
  }

  /** The permissions of a new directory at this path, or below it. */
  public static FileAttribute<?>[] ofDirectory(Path directory) {
    return permissions(directory, "rwx------");
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return hasModes(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Creates a file and opens it for writing. */
  public static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ofFile(file));
  }

  /** Creates a file with these bytes. */
  public static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = create(file)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Forces the entries of a directory to the device. */
  public static void force(Path directory) throws IOException {
    if (hasModes(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
