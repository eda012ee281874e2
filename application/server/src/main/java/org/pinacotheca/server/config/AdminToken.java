package org.pinacotheca.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pinacotheca.persistence.crypto.MasterKey;
import org.pinacotheca.persistence.disk.PrivateFiles;

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
    Path draft = directory.resolve(FILE + ".new");
    Files.deleteIfExists(draft);
    PrivateFiles.write(draft, (token + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
