package org.pinacotheca.persistence.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restricts files of an installation to their owner. A failure is only a warning in the log,
 * because the system may protect them by other means.
 */
public final class FilePermissions {
  private static final Logger LOG = LoggerFactory.getLogger(FilePermissions.class);
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private FilePermissions() {}

  /** Creates the directory if missing, and removes the permissions of others. */
  public static void makePrivateDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, PrivateFiles.ofDirectory(directory));
    }
    restrictOne(directory.toRealPath());
  }

  /**
   * Creates an empty file for its owner only, if missing and if the system has POSIX permissions.
   */
  public static void makePrivateFile(Path file) throws IOException {
    if (!Files.exists(file) && PrivateFiles.hasModes(file)) {
      Files.createFile(file, PrivateFiles.ofFile(file));
    }
  }

  /** Removes the permissions of others on a file, or on a directory and all below it. */
  public static void restrict(Path root) throws IOException {
    if (!Files.exists(root, NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            restrictOne(directory);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isSymbolicLink()) {
              restrictOne(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void restrictOne(Path path) {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      LOG.warn("{} lies on a file system without modes; see to it that nobody else reads it", path);
      return;
    }
    try {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      if (!OWNER.containsAll(permissions)) {
        Set<PosixFilePermission> left = EnumSet.copyOf(OWNER);
        left.retainAll(permissions);
        view.setPermissions(left);
      }
    } catch (IOException e) {
      LOG.warn(
          "Others may use {}, and that cannot be changed ({}); let its owner run 'chmod go= {}'",
          path,
          e.getMessage(),
          path);
    }
  }
}
