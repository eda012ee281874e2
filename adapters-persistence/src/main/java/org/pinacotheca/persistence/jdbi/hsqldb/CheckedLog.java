package org.pinacotheca.persistence.jdbi.hsqldb;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The log of an embedded database, with group commit: commits that wait for the disk at the same
 * time share one sync. After a failure the log is truncated behind the last synced commit and
 * discards all writes, so that the database can be closed: a session that cannot write its end
 * would never close. Thread-safe.
 */
final class CheckedLog extends OutputStream {
  /** The commit that the current thread runs. */
  private static final ScopedValue<Commit> RUNNING = ScopedValue.newInstance();

  private final CheckedFiles files;
  private final Path file;
  private final FileOutputStream out;

  /** Guards the two fields below. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when a sync has ended. */
  private final Condition isIdle = lock.newCondition();

  private boolean isSyncing;
  private boolean isCut;

  /** Guarded by the lock of this object. */
  private long written;

  /** The end of the last commit; before it, no line is torn. */
  private volatile long committed;

  private volatile long synced;

  /**
   * Appends to a log.
   *
   * @param length of the file, which is on the disk
   */
  CheckedLog(CheckedFiles files, Path file, FileOutputStream out, long length) {
    this.files = files;
    this.file = file;
    this.out = out;
    this.written = length;
    this.committed = length;
    this.synced = length;
  }

  /** A commit that is written to the log by {@link #run} and synced by {@link #await}. */
  static final class Commit {
    private final CheckedFiles files;
    private @Nullable CheckedLog log;
    private long end;

    private Commit(CheckedFiles files) {
      this.files = files;
    }

    /** Whether it wrote something. */
    boolean isLogged() {
      return log != null;
    }

    /**
     * Waits until the commit, and every other that was visible to it, is on the disk.
     *
     * @throws IOException when it is not, and will not be
     */
    void await() throws IOException {
      if (log != null) {
        log.syncTo(end);
      } else {
        // It has written nothing, or its write has failed.
        files.requireNoFailure();
        files.awaitCommits();
      }
    }
  }

  /**
   * Runs a commit of the database; it is to be awaited before anyone is answered.
   *
   * @throws SQLException when the commit has failed and is not in the log
   */
  static Commit run(CheckedFiles files, DatabaseCommit databaseCommit) throws SQLException {
    Commit commit = new Commit(files);
    try {
      ScopedValue.where(RUNNING, commit)
          .call(() -> {
            databaseCommit.run();
            return commit;
          });
    } catch (SQLException e) {
      // What is in the log is decided by its sync, whatever fails after it.
      if (!commit.isLogged()) {
        throw e;
      }
    }
    return commit;
  }

  /** Commits a connection. */
  @FunctionalInterface
  interface DatabaseCommit {
    void run() throws SQLException;
  }

  /** Waits until every commit that is visible now is on the disk. */
  void awaitCommits() throws IOException {
    syncTo(committed);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      append(bytes, offset, length);
    } catch (IOException e) {
      throw giveUp(e);
    }
  }

  private synchronized void append(byte[] bytes, int offset, int length) throws IOException {
    if (!files.hasFailed()) {
      files.write(out, bytes, offset, length);
      written += length;
    }
  }

  /** Called by the database behind each commit, before another is written. */
  void sync() throws IOException {
    long end;
    synchronized (this) {
      if (files.hasFailed()) {
        return;
      }
      end = written;
      committed = end;
    }
    if (RUNNING.isBound()) {
      Commit running = RUNNING.get();
      running.log = this;
      running.end = end;
    } else {
      syncTo(end);
    }
  }

  /** Waits at most for the sync that runs now and for another one, which this thread may run. */
  private void syncTo(long end) throws IOException {
    if (synced >= end || !beginSync(end)) {
      return;
    }
    try {
      syncAlone();
    } catch (IOException e) {
      throw giveUp(e);
    }
  }

  /** Makes this thread the one that syncs; false if another one has synced the commits. */
  private boolean beginSync(long end) {
    lock.lock();
    try {
      awaitIdle(end);
      if (synced >= end) {
        return false;
      }
      isSyncing = true;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void awaitIdle(long end) {
    while (isSyncing && synced < end) {
      isIdle.awaitUninterruptibly();
    }
  }

  private void syncAlone() throws IOException {
    try {
      files.requireNoFailure();
      syncCommitted();
    } catch (IOException e) {
      // Noted before another thread may sync, which could succeed.
      throw files.fail(e);
    } finally {
      endSync();
    }
  }

  private void endSync() {
    lock.lock();
    try {
      isSyncing = false;
      isIdle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void syncCommitted() throws IOException {
    long end = committed;
    files.sync(out);
    synced = end;
  }

  /** Truncates unconfirmed data at once; if that fails too, before the file is read again. */
  private IOException giveUp(IOException cause) {
    files.fail(cause);
    try {
      cut();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return cause;
  }

  /**
   * Truncates commits that were not synced, once; called after a failure. Whoever learns of it
   * later must not truncate the log that the database has begun meanwhile under the same name.
   */
  void cut() throws IOException {
    lock.lock();
    try {
      awaitIdle(Long.MAX_VALUE);
      if (!isCut) {
        synchronized (this) {
          CheckedFiles.cut(file, synced);
        }
        isCut = true;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!files.hasFailed()) {
        syncTo(committed);
      }
    } finally {
      closeFile();
    }
  }

  private void closeFile() throws IOException {
    lock.lock();
    try {
      awaitIdle(Long.MAX_VALUE);
      out.close();
    } catch (IOException e) {
      throw files.fail(e);
    } finally {
      lock.unlock();
    }
  }
}
