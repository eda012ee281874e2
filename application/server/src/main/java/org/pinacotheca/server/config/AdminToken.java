package org.pinacotheca.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.pinacotheca.persistence.crypto.MasterKey;

/**
 * The default admin token: generated at the first start and stored in a file that only its owner
 * can read.
 */
public final class AdminToken {
  private static final String FILE = "admin-token";

  private AdminToken() {}

  /**
   * The token in the directory, created if missing. Nodes with the same master key generate the
   * same token.
   */
  public static String inDirectory(Path directory, MasterKey key) {
    Path file = directory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(directory, file, key.sharedToken("admin token"));
      }
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new IllegalStateException(
            "the file '" + file + "' is empty; remove it, and a new token is made");
      }
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException("the admin token cannot be kept in '" + file + "'", e);
    }
  }

  private static void make(Path directory, Path file, String token) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = directory.resolve(FILE + ".new");
    Files.deleteIfExists(draft);
    try (var channel =
        Files.newByteChannel(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(
          java.nio.ByteBuffer.wrap(
              (token + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
    Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }
}
