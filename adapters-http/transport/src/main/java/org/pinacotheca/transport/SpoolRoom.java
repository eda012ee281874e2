package org.pinacotheca.transport;

import java.util.concurrent.Semaphore;

/**
 * The room on a disk for uploads that arrive and wait, which several APIs may share. Safe for use
 * by many threads.
 */
public final class SpoolRoom {
  private final Semaphore mebibytes;
  private final Runnable diskCheck;

  /**
   * Room for some uploads.
   *
   * @param mebibytes how much all of them may take together
   * @param diskCheck fails when the disk has no room for more; may wait for the disk
   */
  public SpoolRoom(int mebibytes, Runnable diskCheck) {
    this.mebibytes = new Semaphore(mebibytes);
    this.diskCheck = diskCheck;
  }

  /** All the disk. */
  public static SpoolRoom unlimited() {
    return new SpoolRoom(Integer.MAX_VALUE, () -> {});
  }

  /**
   * Fails when the disk has no room for more. Asked before each mebibyte; may wait for the disk.
   */
  public void requireDisk() {
    diskCheck.run();
  }

  /** Takes a mebibyte, unless others have taken all. */
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
