package org.pinacotheca.persistence.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.pinacotheca.persistence.disk.PrivateFiles;

/**
 * The one key of an installation, 32 random bytes, from which the keys of all purposes are derived
 * (HKDF-SHA-256, RFC 5869). Without it, every PIN and every application secret is lost. Immutable;
 * its text form never shows it.
 */
public final class MasterKey {
  private static final int LENGTH = 32;
  private static final int TOKEN_BYTES = 20;
  private static final String FILE_NAME = "master-key";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key with these bytes, for several nodes that share it.
   *
   * @throws IllegalArgumentException when there are not 32
   */
  public static MasterKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a master key has 32 bytes, not " + bytes.length);
    }
    return new MasterKey(bytes.clone());
  }

  /**
   * Parses the text of a file {@code master-key}.
   *
   * @throws IllegalArgumentException when it is not 64 lower-case hexadecimal digits; the text is
   *     not shown
   */
  public static MasterKey ofHex(String digits) {
    if (!FORM.matcher(digits).matches()) {
      throw new IllegalArgumentException("a master key is 64 lower-case hexadecimal digits");
    }
    return new MasterKey(HexFormat.of().parseHex(digits));
  }

  /**
   * The key in the file {@code master-key} of the directory, 64 hexadecimal digits readable only by
   * the owner of the process. Created, with the directory, when missing.
   *
   * @throws IllegalStateException when the file contains no key
   * @throws UncheckedIOException when it cannot be read or created
   */
  public static MasterKey inDirectory(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      return read(file);
    } catch (NoSuchFileException _) {
      return make(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("the master key " + file + " cannot be read", e);
    }
  }

  /**
   * The key in the directory, as {@link #inDirectory} stores it; creates nothing.
   *
   * @throws IllegalStateException when there is none, or the file contains no key
   * @throws UncheckedIOException when it cannot be read
   */
  public static MasterKey existingIn(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException("there is no master key " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("the master key " + file + " cannot be read", e);
    }
  }

  private static MasterKey read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    try {
      return ofHex(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalStateException(
          "the master key " + file + " is not 64 lower-case hexadecimal digits");
    }
  }

  private static MasterKey make(Path directory) {
    Path file = directory.resolve(FILE_NAME);
    byte[] fresh = new byte[LENGTH];
    new SecureRandom().nextBytes(fresh);
    try {
      Files.createDirectories(directory);
      // Written to a temporary file and linked into place, so other processes see the whole key or
      // none, and the first one wins.
      Path draft = directory.resolve(FILE_NAME + "." + UUID.randomUUID() + ".new");
      try {
        PrivateFiles.write(draft, (HexFormat.of().formatHex(fresh) + "\n").getBytes(UTF_8));
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException _) {
        return read(file);
      } finally {
        Files.deleteIfExists(draft);
      }
      PrivateFiles.force(directory);
      return new MasterKey(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException("the master key " + file + " cannot be made", e);
    }
  }

  /** The derived key of one purpose; it reveals nothing about the master key or other keys. */
  SecretKey derive(String purpose, String algorithm) {
    try {
      HKDFParameterSpec spec =
          HKDFParameterSpec.ofExtract()
              .addIKM(bytes)
              .thenExpand(("pinacotheca " + purpose).getBytes(UTF_8), LENGTH);
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot derive keys", e);
    }
  }

  /**
   * 40 hexadecimal digits derived from this key: a secret that nodes share without communicating.
   */
  public String sharedToken(String purpose) {
    byte[] derived = derive(purpose, "HmacSHA256").getEncoded();
    return HexFormat.of().formatHex(derived, 0, TOKEN_BYTES);
  }

  /** Identifies the master key without revealing it. */
  String fingerprint() {
    SecretKey key = derive("fingerprint", "HmacSHA256");
    return HexFormat.of().formatHex(key.getEncoded());
  }

  @Override
  public String toString() {
    return "MasterKey[…]";
  }
}
