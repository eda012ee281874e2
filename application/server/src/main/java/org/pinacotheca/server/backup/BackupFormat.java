package org.pinacotheca.server.backup;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The format of a backup, a tar archive: a header with the format, the keys, the database, the
 * pictures by media key, and a footer with the SHA-256 over all preceding names, sizes and bytes.
 */
final class BackupFormat {
  static final int VERSION = 1;
  static final String HEAD = "pinacotheca-backup";
  static final String FOOT = "checksum";
  static final String MASTER_KEY = "master-key";
  static final String ADMIN_TOKEN = "admin-token";
  static final String DATABASE = "database/";
  static final String MEDIA = "media/";

  /** The entries allowed between header and footer; nothing else is ever unpacked. */
  static final Pattern NAME =
      Pattern.compile(
          "master-key|admin-token|database/gallery\\.[a-z]{1,12}|media/[0-9a-f]{32}/[a-z]");

  private BackupFormat() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds the start of an entry to the checksum; its bytes follow. */
  static void begin(MessageDigest digest, String name, long size) {
    digest.update((name + "\n" + size + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static byte[] write(Properties properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
  }

  static Properties read(byte[] bytes) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new DamagedBackupException("a part of it cannot be read", e);
    }
    return properties;
  }
}
