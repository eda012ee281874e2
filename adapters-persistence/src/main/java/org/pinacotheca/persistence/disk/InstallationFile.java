package org.pinacotheca.persistence.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.application.spi.StorageUnavailableException;
import org.pinacotheca.domain.installation.InstallationId;

/**
 * The file {@value #NAME} in the root of a picture folder, on the same volume, so that it is
 * missing when the pictures are. Thread-safe.
 */
public final class InstallationFile {
  /** Without a leading dot, so that it is moved together with the visible files. */
  public static final String NAME = "installation-id";

  private static final int BYTES_MAX = 100;

  private final Path file;
  private volatile @Nullable InstallationId claimed;

  InstallationFile(Path root) {
    this.file = root.resolve(NAME);
  }

  Optional<InstallationId> read() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Read until the end.
      }
      return Optional.of(parse(new String(bytes.array(), 0, bytes.position(), US_ASCII)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be read", e);
    }
  }

  private InstallationId parse(String text) throws IOException {
    try {
      return new InstallationId(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IOException("it holds no installation id", e);
    }
  }

  /** Writes the id if there is none; returns the one that is there now. */
  InstallationId claim(InstallationId id) {
    Optional<InstallationId> before = read();
    if (before.isEmpty()) {
      write(id);
    }
    InstallationId now = before.or(this::read).orElse(id);
    if (now.equals(id)) {
      claimed = id;
    }
    return now;
  }

  /** Written to a temporary file and renamed, so that readers see all of it or nothing. */
  private void write(InstallationId id) {
    Path draft = file.resolveSibling(NAME + "." + UUID.randomUUID());
    try {
      try {
        PrivateFiles.write(draft, (id.value() + "\n").getBytes(US_ASCII));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be written", e);
    }
  }

  /**
   * Does nothing while the folder has no installation id.
   *
   * @throws StorageUnavailableException when the file is missing, or another installation's
   */
  void require() {
    InstallationId wanted = claimed;
    if (wanted == null || read().equals(Optional.of(wanted))) {
      return;
    }
    throw new StorageUnavailableException(
        "the pictures' files are away: "
            + file
            + " does not hold this installation's id; is the volume mounted?",
        null);
  }
}
