package org.pinacotheca.persistence.jdbi;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.pinacotheca.persistence.jdbi.hsqldb.CheckedFiles;

/** A disk that fails on demand. Thread-safe. */
final class FaultyDisk {
  private Fault fault = Fault.NO_ROOM;

  /** The number of calls until one fails; 0 for none. */
  private int countdown;

  private boolean lasts;
  private int failures;
  private Runnable watcher = () -> {};
  private volatile Runnable syncWatcher = () -> {};

  /** The kinds of failure. */
  enum Fault {
    NO_ROOM("No space left on device"),
    IO_ERROR("Input/output error"),
    SHORT_WRITE("No space left on device"),
    FAILED_SYNC("Input/output error");

    private final String message;

    Fault(String message) {
      this.message = message;
    }

    /** Whether a write is refused because the disk is full. */
    boolean isNoRoom() {
      return message.startsWith("No space");
    }
  }

  /** Makes only the given call fail, counted among those that this fault affects. */
  synchronized void failAt(Fault kind, int call) {
    fault = kind;
    countdown = call;
    lasts = false;
    failures = 0;
  }

  /** Makes the given call and all later ones fail, counted among those that this fault affects. */
  synchronized void failFrom(Fault kind, int call) {
    failAt(kind, call);
    lasts = true;
  }

  /** Stops all failures. */
  synchronized void mend() {
    countdown = 0;
  }

  /** Runs a task before each later call. */
  synchronized void watch(Runnable before) {
    watcher = before;
  }

  /** Runs a task before each later sync. */
  void watchSyncs(Runnable before) {
    syncWatcher = before;
  }

  /** The number of failed calls since the last setting. */
  synchronized int failures() {
    return failures;
  }

  private synchronized boolean isToFail(boolean isSync) {
    watcher.run();
    if (countdown == 0 || isSync != (fault == Fault.FAILED_SYNC)) {
      return false;
    }
    if (countdown > 1) {
      countdown--;
      return false;
    }
    if (!lasts) {
      countdown = 0;
    }
    failures++;
    return true;
  }

  private void step(boolean isSync) throws IOException {
    if (isToFail(isSync)) {
      throw new IOException(fault.message);
    }
  }

  /** The files of a database on this disk. */
  CheckedFiles files(Path base) {
    return new CheckedFiles(base) {
      @Override
      protected FileOutputStream open(Path file, boolean append) throws IOException {
        step(false);
        return super.open(file, append);
      }

      @Override
      protected void write(FileOutputStream out, byte[] bytes, int offset, int length)
          throws IOException {
        if (isToFail(false)) {
          if (fault == Fault.SHORT_WRITE) {
            super.write(out, bytes, offset, length / 2);
          }
          throw new IOException(fault.message);
        }
        super.write(out, bytes, offset, length);
      }

      @Override
      protected void sync(FileOutputStream out) throws IOException {
        syncWatcher.run();
        step(true);
        super.sync(out);
      }

      @Override
      protected void move(Path from, Path to) throws IOException {
        step(false);
        super.move(from, to);
      }
    };
  }
}
