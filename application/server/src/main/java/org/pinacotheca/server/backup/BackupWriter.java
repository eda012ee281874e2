package org.pinacotheca.server.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes the archive as a stream; keeps only the checksum of what it has written. */
final class BackupWriter {
  private static final int OWNER_ONLY = 0600;

  private final TarArchiveOutputStream tar;
  private final OutputStream out;
  private final Instant made;
  private final MessageDigest digest = BackupFormat.sha256();

  BackupWriter(OutputStream out, String version, Instant made) throws IOException {
    this.out = out;
    this.made = made;
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    Properties head = new Properties();
    head.setProperty("format", Integer.toString(BackupFormat.VERSION));
    head.setProperty("version", version);
    head.setProperty("made", made.toString());
    add(BackupFormat.HEAD, BackupFormat.write(head));
    flush();
  }

  /** Flushes what was added, so that the receiver sees progress. */
  private void flush() throws IOException {
    tar.flush();
    out.flush();
  }

  void add(String name, byte[] content) throws IOException {
    add(name, content.length, new ByteArrayInputStream(content));
  }

  /** Adds this many bytes of the stream; fewer are an error. */
  void add(String name, long size, InputStream content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(OWNER_ONLY);
    entry.setModTime(made.toEpochMilli());
    tar.putArchiveEntry(entry);
    BackupFormat.begin(digest, name, size);
    new DigestInputStream(content, digest).transferTo(tar);
    tar.closeArchiveEntry();
  }

  void finish(long pictures, long missing) throws IOException {
    Properties foot = new Properties();
    foot.setProperty("pictures", Long.toString(pictures));
    foot.setProperty("missing", Long.toString(missing));
    foot.setProperty("sha256", "");
    byte[] counts = BackupFormat.write(foot);
    digest.update(counts);
    foot.setProperty("sha256", HexFormat.of().formatHex(digest.digest()));
    byte[] content = BackupFormat.write(foot);
    TarArchiveEntry entry = new TarArchiveEntry(BackupFormat.FOOT);
    entry.setSize(content.length);
    entry.setMode(OWNER_ONLY);
    entry.setModTime(made.toEpochMilli());
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    tar.finish();
    flush();
  }
}
