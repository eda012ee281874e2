package org.pinacotheca.embedded.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.pinacotheca.persistence.disk.DiskPictureFiles;
import org.pinacotheca.persistence.disk.FilePermissions;

/** The data directory of a gallery. Failures are messages for people. */
public final class GalleryDirectory {
  /** What is created in a data directory, except the pictures, which may be many. */
  private static final List<String> OWN_PARTS =
      List.of("database", "spool", "native", "master-key", "admin-token");

  private GalleryDirectory() {}

  /** Creates the directory if missing, and restricts it to its owner. */
  public static Path make(Path directory) throws IOException {
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

  /**
   * Restricts everything but the pictures to its owner, once libraries have been unpacked, some of
   * them readable for everybody.
   */
  public static void restrict(Path data) throws IOException {
    for (String part : OWN_PARTS) {
      FilePermissions.restrict(data.resolve(part));
    }
  }

  /** Opens the files of pictures in a directory, which is created when missing. */
  public static DiskPictureFiles pictures(Path directory) throws IOException {
    try {
      return DiskPictureFiles.open(directory);
    } catch (UncheckedIOException e) {
      throw new IOException(
          "the directory '"
              + directory
              + "' cannot be used for pictures: "
              + reason(Objects.requireNonNull(e.getCause())),
          e);
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case FileAlreadyExistsException exists -> "'" + exists.getFile() + "' is a file";
      case AccessDeniedException denied -> "no permission for '" + denied.getFile() + "'";
      default -> String.valueOf(e.getMessage());
    };
  }
}
