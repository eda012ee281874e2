package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.hsqldb.lib.EventLogInterface;
import org.hsqldb.lib.FileAccess;
import org.hsqldb.lib.FileUtil;
import org.hsqldb.persist.RandomAccessInterface;
import org.jspecify.annotations.Nullable;
import org.pinacotheca.persistence.disk.FilePermissions;

/**
 * The files that an embedded database writes: log, script, properties, data file and its backup.
 * HSQLDB only logs a failed write of its log and goes on. This class records the first failed
 * write, sync or rename, and writes nothing after it, so the files keep that state and each commit
 * can check for a failure. Thread-safe.
 */
public class CheckedFiles implements FileAccess, AutoCloseable {
  private static final String NEW = ".new";
  private static final String LOG = ".log";

  private final String base;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private volatile @Nullable CheckedLog log;
  private volatile boolean arePagesLeft;
  private volatile @Nullable FileOutputStream data;
  private volatile PageCheck pageCheck = () -> {};

  /**
   * Creates files without a failure.
   *
   * @param base the path of the database without file extensions
   */
  public CheckedFiles(Path base) {
    this.base = base.toString();
    this.data = openData();
  }

  /** The first failure; nothing was written after it. */
  public final Optional<IOException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Whether a write failed. */
  public final boolean hasFailed() {
    return failure.get() != null;
  }

  /** Notes that pages in memory are not on the disk. */
  final void leavePages() {
    arePagesLeft = true;
  }

  /** Whether pages in memory are not on the disk, so the database must be reopened. */
  final boolean arePagesLeft() {
    return arePagesLeft;
  }

  /** Whether the database writes its log here. */
  public final boolean isLogging() {
    return log != null;
  }

  /** Notes a failure detected elsewhere; nothing is written from now on. */
  public final IOException fail(IOException cause) {
    failure.compareAndSet(null, cause);
    return cause;
  }

  /**
   * Truncates unconfirmed commits from the log. Called after a failure, while nothing else writes
   * to the log.
   */
  public final void cutLog() throws IOException {
    CheckedLog written = log;
    if (written != null) {
      written.cut();
    }
  }

  /**
   * Waits until every commit that is visible now is on the disk.
   *
   * @throws IOException when one is not, and will not be
   */
  final void awaitCommits() throws IOException {
    CheckedLog written = log;
    if (written != null) {
      written.awaitCommits();
    }
  }

  /** Truncates a file and syncs it. */
  static void cut(Path file, long length) throws IOException {
    if (Files.exists(file) && Files.size(file) > length) {
      try (RandomAccessFile shortened = new RandomAccessFile(file.toFile(), "rw")) {
        shortened.setLength(length);
        shortened.getFD().sync();
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(data);
    data = null;
  }

  /** Opens a file for writing, accessible only to its owner; tests can make it fail. */
  protected FileOutputStream open(Path file, boolean append) throws IOException {
    FilePermissions.makePrivateFile(file);
    return new FileOutputStream(file.toFile(), append);
  }

  /** Writes all bytes; tests can make it fail. */
  protected void write(FileOutputStream out, byte[] bytes, int offset, int length)
      throws IOException {
    out.write(bytes, offset, length);
  }

  /** Syncs a file to the device; tests can make it fail. */
  protected void sync(FileOutputStream out) throws IOException {
    out.getFD().sync();
  }

  /** Renames a file over another; tests can make it fail. */
  protected void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    if (File.separatorChar == '/') {
      try (FileChannel directory =
          FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  @Override
  public final InputStream openInputStreamElement(String name) throws IOException {
    return new FileInputStream(name);
  }

  @Override
  public final OutputStream openOutputStreamElement(String name) throws IOException {
    return stream(name, false);
  }

  @Override
  public final OutputStream openOutputStreamElementAppend(String name) throws IOException {
    return stream(name, true);
  }

  private OutputStream stream(String name, boolean append) throws IOException {
    requireNoFailure();
    Path file = Path.of(name);
    try {
      if (!name.equals(base + LOG)) {
        return new CheckedStream(open(file, append));
      }
      long length = append && Files.exists(file) ? Files.size(file) : 0;
      pageCheck.run();
      CheckedLog opened = new CheckedLog(this, file, open(file, append), length);
      log = opened;
      return opened;
    } catch (IOException e) {
      throw fail(e);
    }
  }

  /**
   * Runs the check of the data file's pages now and at each new log, which is when HSQLDB reopens
   * them.
   */
  final void checkPages(PageCheck check) throws IOException {
    pageCheck =
        () -> {
          FilePermissions.makePrivateFile(Path.of(base + ".backup"));
          check.run();
        };
    pageCheck.run();
  }

  /** The database's pages, written through these files. */
  final CheckedPages pages(String ending, RandomAccessInterface pages) throws IOException {
    return new CheckedPages(this, base + ending, pages);
  }

  /** Throws after a failure. */
  final void requireNoFailure() throws IOException {
    IOException before = failure.get();
    if (before != null) {
      throw new IOException("nothing is written after a write failed", before);
    }
  }

  @Override
  public final boolean isStreamElement(String name) {
    return new File(name).exists();
  }

  @Override
  public final void createParentDirs(String name) {
    FileUtil.getFileUtil().createParentDirs(name);
  }

  @Override
  public final boolean removeElement(String name) {
    if (hasFailed()) {
      return false;
    }
    try {
      Files.deleteIfExists(Path.of(name));
      return true;
    } catch (IOException e) {
      fail(e);
      return false;
    }
  }

  @Override
  public final boolean renameElement(String from, String to) {
    try {
      requireNoFailure();
      if (to.equals(base + ".properties")) {
        prepareState(Path.of(from));
      }
      move(Path.of(from), Path.of(to));
      return true;
    } catch (IOException e) {
      // Thrown, because HSQLDB ignores a returned failure.
      throw new UncheckedIOException(fail(e));
    }
  }

  @Override
  public final boolean renameElementOrCopy(String from, String to, EventLogInterface logger) {
    return renameElement(from, to);
  }

  /**
   * Runs before the properties record a checkpoint. Its data file must be on the device then,
   * although HSQLDB ignores one failed sync; its new files must be in place, which HSQLDB does not
   * check.
   */
  private void prepareState(Path properties) throws IOException {
    String state = state(properties);
    switch (state) {
      case "yes-new-files", "yes-new-files-data" -> {
        // The new files have commits that may still be waiting for their sync.
        awaitCommits();
        syncData(data);
        try (FileOutputStream renewed = openForSync(base + ".data" + NEW)) {
          syncData(renewed);
        }
      }
      case "no" -> {
        for (String ending : new String[] {".script", ".data"}) {
          if (isStreamElement(base + ending + NEW)) {
            throw new IOException("a file of the checkpoint could not be renamed: " + ending + NEW);
          }
        }
        closeQuietly(data);
        data = openData();
        // HSQLDB creates it, at the first table and at each compaction.
        FilePermissions.restrict(Path.of(base + ".data"));
      }
      default -> {
        // The database does not depend on it.
      }
    }
  }

  /** The modified flag in the properties; "no" when the files are complete. */
  static String state(Path properties) throws IOException {
    Properties read = new Properties();
    if (!Files.exists(properties)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(properties)) {
      read.load(in);
    }
    return read.getProperty("modified", "");
  }

  private void syncData(@Nullable FileOutputStream file) throws IOException {
    if (file != null) {
      sync(file);
    }
  }

  /**
   * Kept open between checkpoints, because the system reports a failed write-back only to handles
   * that were open then.
   */
  private @Nullable FileOutputStream openData() {
    try {
      return openForSync(base + ".data");
    } catch (IOException e) {
      fail(e);
      return null;
    }
  }

  private static @Nullable FileOutputStream openForSync(String name) throws IOException {
    return Files.exists(Path.of(name)) ? new FileOutputStream(name, true) : null;
  }

  private static void closeQuietly(@Nullable FileOutputStream file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException _) {
      // It was only needed for a sync.
    }
  }

  @Override
  public final FileSync getFileSync(OutputStream stream) {
    return stream instanceof CheckedLog written ? written::sync : ((CheckedStream) stream)::sync;
  }

  /** Checks whether the pages of the data file are checked. */
  interface PageCheck {
    void run() throws IOException;
  }

  /** A file written from its start or appended to, which is not completed after a failure. */
  private final class CheckedStream extends OutputStream {
    private final FileOutputStream out;

    CheckedStream(FileOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      requireNoFailure();
      try {
        CheckedFiles.this.write(out, bytes, offset, length);
      } catch (IOException e) {
        throw fail(e);
      }
    }

    void sync() throws IOException {
      requireNoFailure();
      try {
        CheckedFiles.this.sync(out);
      } catch (IOException e) {
        throw fail(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw fail(e);
      }
    }
  }
}
