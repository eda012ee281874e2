package org.pinacotheca.server.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an archive from header to footer, and trusts neither its names nor its bytes. */
final class BackupReader {
  private static final int PROPERTIES_BYTES_MAX = 10_000;

  private BackupReader() {}

  /** Receives the entries between header and footer. */
  @FunctionalInterface
  interface Visitor {
    void visit(String name, long size, InputStream content) throws IOException;
  }

  /**
   * The summary of a backup.
   *
   * @param pictures the number of pictures with files
   * @param missing the number of pictures whose files were missing when it was made
   */
  record Summary(String version, String made, long pictures, long missing) {}

  /**
   * Reads a whole archive; what the visitor received is valid only when this returns.
   *
   * @throws DamagedBackupException when it is not a backup, incomplete, changed, or of a later
   *     format
   */
  static Summary read(InputStream in, Visitor visitor) throws IOException {
    MessageDigest digest = BackupFormat.sha256();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
      Properties head = head(tar, digest);
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        if (entry.getName().equals(BackupFormat.FOOT)) {
          return summary(head, properties(tar), digest);
        }
        if (!entry.isFile() || !BackupFormat.NAME.matcher(entry.getName()).matches()) {
          throw new DamagedBackupException(
              "it holds '" + entry.getName() + "', which no backup has");
        }
        BackupFormat.begin(digest, entry.getName(), entry.getSize());
        InputStream content = new DigestInputStream(new Unclosed(tar), digest);
        visitor.visit(entry.getName(), entry.getSize(), content);
        content.transferTo(OutputStream.nullOutputStream());
      }
    }
    throw new DamagedBackupException("it was cut off before its end");
  }

  private static Properties head(TarArchiveInputStream tar, MessageDigest digest)
      throws IOException {
    TarArchiveEntry entry = next(tar);
    if (entry == null || !entry.getName().equals(BackupFormat.HEAD)) {
      throw new DamagedBackupException("it is no backup of Pinacotheca");
    }
    BackupFormat.begin(digest, entry.getName(), entry.getSize());
    byte[] bytes = tar.readNBytes(PROPERTIES_BYTES_MAX);
    digest.update(bytes);
    Properties head = BackupFormat.read(bytes);
    String format = head.getProperty("format", "");
    if (!format.equals(Integer.toString(BackupFormat.VERSION))) {
      throw new DamagedBackupException(
          "it has format '"
              + format
              + "' of Pinacotheca "
              + head.getProperty("version", "unknown")
              + ", and this release reads format "
              + BackupFormat.VERSION);
    }
    return head;
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      return tar.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedBackupException("it is cut off, damaged, or no backup at all", e);
    }
  }

  private static Properties properties(InputStream content) throws IOException {
    return BackupFormat.read(content.readNBytes(PROPERTIES_BYTES_MAX));
  }

  private static Summary summary(Properties head, Properties foot, MessageDigest digest)
      throws IOException {
    String expected = foot.getProperty("sha256", "");
    foot.setProperty("sha256", "");
    digest.update(BackupFormat.write(foot));
    if (!expected.equals(HexFormat.of().formatHex(digest.digest()))) {
      throw new DamagedBackupException("its bytes are not those that were written (checksum)");
    }
    return new Summary(
        head.getProperty("version", "unknown"),
        head.getProperty("made", "unknown"),
        Long.parseLong(foot.getProperty("pictures", "0")),
        Long.parseLong(foot.getProperty("missing", "0")));
  }

  /**
   * The bytes of an entry; closing them does not close the archive. A premature end is reported as
   * a damaged backup.
   */
  private static final class Unclosed extends FilterInputStream {
    private Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new DamagedBackupException("it was cut off before its end, or cannot be read", e);
      }
    }

    @Override
    public void close() {
      // The archive is closed by its opener.
    }
  }
}
