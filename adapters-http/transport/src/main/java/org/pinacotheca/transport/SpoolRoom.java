package org.pinacotheca.transport;

import java.util.concurrent.Semaphore;

/** The disk room for uploads in progress, which several APIs may share. Thread-safe. */
public final class SpoolRoom {
  private final Semaphore mebibytes;
  private final Runnable diskCheck;

  /**
   * Room for some uploads.
   *
   * @param mebibytes the room for all of them together
   * @param diskCheck throws when the disk is full; may block
   */
  public SpoolRoom(int mebibytes, Runnable diskCheck) {
    this.mebibytes = new Semaphore(mebibytes);
    this.diskCheck = diskCheck;
  }

  /** The whole disk. */
  public static SpoolRoom unlimited() {
    return new SpoolRoom(Integer.MAX_VALUE, () -> {});
  }

  /** Throws when the disk is full. Called before each mebibyte; may block. */
  public void requireDisk() {
    diskCheck.run();
  }

  /** Takes a mebibyte, unless none is left. */
  public boolean take() {
    return mebibytes.tryAcquire();
  }

  /** Releases mebibytes that were taken. */
  public void release(int count) {
    mebibytes.release(count);
  }

  /** How many mebibytes may still be taken. */
  public int available() {
    return mebibytes.availablePermits();
  }
}
