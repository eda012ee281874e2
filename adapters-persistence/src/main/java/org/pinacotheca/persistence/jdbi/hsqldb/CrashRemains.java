package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs what a crash or failed write left in the files of a closed database and HSQLDB cannot
 * read or would misread. Used before the database is opened.
 */
public final class CrashRemains {
  private static final Logger LOG = LoggerFactory.getLogger(CrashRemains.class);
  private static final int PAGE_BYTES = 1 << 14;
  private static final int PAGE_HEADER_BYTES = 12;
  private static final int RECORD_BYTES = PAGE_HEADER_BYTES + PAGE_BYTES;
  private static final int TAIL_BYTES = 1 << 13;

  private final Path properties;
  private final Path log;
  private final Path backup;

  /**
   * Creates the repair of a database.
   *
   * @param base the path of the database without file extensions
   */
  public CrashRemains(Path base) {
    this.properties = base.resolveSibling(base.getFileName() + ".properties");
    this.log = base.resolveSibling(base.getFileName() + ".log");
    this.backup = base.resolveSibling(base.getFileName() + ".backup");
  }

  /**
   * Repairs the files as far as possible without losing a commit.
   *
   * @throws DamagedLogException when a line of the log is damaged and commits follow it
   */
  public void clear() throws IOException {
    cutUnfinishedLine();
    long damaged = damagedLine();
    if (damaged > 0) {
      cutLog(damaged);
    }
    mendBackup();
  }

  /**
   * Whether there are none, so that the files can be read unchanged: read-only, HSQLDB restores no
   * page, but deletes a log.
   */
  public boolean isEmpty() throws IOException {
    return CheckedFiles.state(properties).equals("no")
        && !Files.exists(log)
        && (!Files.exists(backup) || Files.size(backup) == 0);
  }

  /**
   * Checks that no commit follows a damaged line of the log; changes nothing.
   *
   * @throws DamagedLogException when one does
   */
  public void check() throws IOException {
    long damaged = damagedLine();
    if (damaged > 0) {
      requireNoCommitFrom(damaged);
    }
  }

  /** The number of the first damaged line of the log, from 1; 0 when there is none. */
  private long damagedLine() throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    try (BufferedReader lines = lines()) {
      long number = 0;
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        if (!LogLine.isWhole(text)) {
          return number;
        }
      }
    }
    return 0;
  }

  private BufferedReader lines() throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(log), StandardCharsets.ISO_8859_1));
  }

  /** An unterminated line was never confirmed. */
  private void cutUnfinishedLine() throws IOException {
    if (!Files.exists(log)) {
      return;
    }
    long length = Files.size(log);
    long end = afterLastNewline(length);
    if (end < length) {
      LOG.warn("The log of the database ends in an unfinished line, which was never confirmed");
      CheckedFiles.cut(log, end);
    }
  }

  private long afterLastNewline(long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] tail = new byte[TAIL_BYTES];
      for (long end = length; end > 0; ) {
        int size = (int) Math.min(TAIL_BYTES, end);
        file.seek(end - size);
        file.readFully(tail, 0, size);
        for (int i = size - 1; i >= 0; i--) {
          if (tail[i] == '\n') {
            return end - size + i + 1;
          }
        }
        end -= size;
      }
      return 0;
    }
  }

  /**
   * Prepares the page copies from which the data file is restored to its last checkpoint. An
   * incomplete copy is dropped: the page in the data file is still unchanged. After a failed
   * checkpoint a page may have two copies, of which only the first is of the last checkpoint.
   */
  private void mendBackup() throws IOException {
    if (!Files.exists(backup) || Files.size(backup) < RECORD_BYTES) {
      CheckedFiles.cut(backup, 0);
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(backup.toFile(), "rw")) {
      if (file.readInt() != PAGE_BYTES) {
        return;
      }
      long records = file.length() / RECORD_BYTES;
      file.setLength(records * RECORD_BYTES);
      Map<Long, Long> first = new HashMap<>();
      for (long record = 0; record < records; record++) {
        file.seek(record * RECORD_BYTES + Integer.BYTES);
        Long earlier = first.putIfAbsent(file.readLong(), record);
        if (earlier != null) {
          copy(file, earlier, record);
        }
      }
      file.getFD().sync();
    }
  }

  private static void copy(RandomAccessFile file, long from, long to) throws IOException {
    byte[] record = new byte[RECORD_BYTES];
    file.seek(from * RECORD_BYTES);
    file.readFully(record);
    file.seek(to * RECORD_BYTES);
    file.write(record);
  }

  /**
   * Truncates the log before an unreadable line, which a power loss leaves at its end.
   *
   * @param line the number of the line, from 1
   * @throws DamagedLogException when commits follow it
   */
  public void cutLog(long line) throws IOException {
    requireNoCommitFrom(line);
    LOG.warn("Line {} of the log of the database is damaged; nothing confirmed is behind it", line);
    CheckedFiles.cut(log, begin(line));
  }

  /**
   * Checks that no commit follows an unreadable line of the log.
   *
   * @throws DamagedLogException when one does
   */
  public void requireNoCommitFrom(long line) throws IOException {
    long number = 0;
    long commits = 0;
    try (BufferedReader lines = lines()) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        if (number >= line && LogLine.isCommitting(text)) {
          commits++;
        }
      }
    }
    if (commits > 0) {
      throw new DamagedLogException(log, line, commits);
    }
  }

  private long begin(long line) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(log))) {
      long position = 0;
      for (long number = 1; number < line; position++) {
        int value = bytes.read();
        if (value < 0) {
          throw new EOFException("the log of the database has no line " + line);
        }
        if (value == '\n') {
          number++;
        }
      }
      return position;
    }
  }
}
