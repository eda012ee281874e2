package org.pinacotheca.embedded;

import java.time.InstantSource;
import org.pinacotheca.application.GallerySettings;

/**
 * The settings of an embedded gallery. Immutable; start with {@link #DEFAULT}.
 *
 * @param gallery commission, rate limits, album capacity and lifetimes
 * @param clock the time of the gallery
 * @param databaseConnections the most concurrent units of work, 2 to 1000; others wait 5 seconds
 * @param imageThreads how many light pictures are processed at a time, at least 1
 * @param pictureBytesMax the most bytes of an uploaded picture, 1 to 1,073,741,823
 * @param picturePixelsMax the most pixels (width times height) of a picture, 1 to 500,000,000; a
 *     picture of 60 megapixels takes up to 1.7 GiB of memory for a moment
 * @param diskReserveBytes what is kept free on the disk, at most a tenth of it, 0 or more; with
 *     less, writes throw {@link org.pinacotheca.application.spi.StorageFullException}
 */
public record EmbeddedSettings(
    GallerySettings gallery,
    InstantSource clock,
    int databaseConnections,
    int imageThreads,
    int pictureBytesMax,
    long picturePixelsMax,
    long diskReserveBytes) {
  /**
   * {@link GallerySettings#DEFAULT}, the system's clock, 16 connections, a picture at a time for
   * each processor, 25 MiB, 60 megapixels, 256 MiB kept free.
   */
  public static final EmbeddedSettings DEFAULT =
      new EmbeddedSettings(
          GallerySettings.DEFAULT,
          InstantSource.system(),
          16,
          Runtime.getRuntime().availableProcessors(),
          25 * 1024 * 1024,
          60_000_000,
          256L * 1024 * 1024);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a setting is outside of its range
   */
  public EmbeddedSettings {
    require("databaseConnections", databaseConnections, 2, 1000);
    require("imageThreads", imageThreads, 1, 1000);
    require("pictureBytesMax", pictureBytesMax, 1, Integer.MAX_VALUE / 2);
    require("picturePixelsMax", picturePixelsMax, 1, 500_000_000);
    require("diskReserveBytes", diskReserveBytes, 0, Long.MAX_VALUE);
  }

  private static void require(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is from " + min + " to " + max + ", not " + value);
    }
  }

  /** Returns a copy with these settings of the use cases. */
  public EmbeddedSettings withGallery(GallerySettings settings) {
    return new EmbeddedSettings(
        settings,
        clock,
        databaseConnections,
        imageThreads,
        pictureBytesMax,
        picturePixelsMax,
        diskReserveBytes);
  }

  /** Returns a copy with this clock, such as that of a test. */
  public EmbeddedSettings withClock(InstantSource source) {
    return new EmbeddedSettings(
        gallery,
        source,
        databaseConnections,
        imageThreads,
        pictureBytesMax,
        picturePixelsMax,
        diskReserveBytes);
  }

  /**
   * Returns a copy with so many connections to the database.
   *
   * @param connections 2 to 1000
   */
  public EmbeddedSettings withDatabaseConnections(int connections) {
    return new EmbeddedSettings(
        gallery,
        clock,
        connections,
        imageThreads,
        pictureBytesMax,
        picturePixelsMax,
        diskReserveBytes);
  }

  /**
   * Returns a copy with so many threads for images.
   *
   * @param threads 1 to 1000
   */
  public EmbeddedSettings withImageThreads(int threads) {
    return new EmbeddedSettings(
        gallery,
        clock,
        databaseConnections,
        threads,
        pictureBytesMax,
        picturePixelsMax,
        diskReserveBytes);
  }

  /**
   * Returns a copy with these limits of uploaded pictures.
   *
   * @param bytes 1 to 1,073,741,823
   * @param pixels width times height, 1 to 500,000,000
   */
  public EmbeddedSettings withPictureLimits(int bytes, long pixels) {
    return new EmbeddedSettings(
        gallery, clock, databaseConnections, imageThreads, bytes, pixels, diskReserveBytes);
  }

  /**
   * Returns a copy that keeps so much of the disk free.
   *
   * @param bytes 0 or more
   */
  public EmbeddedSettings withDiskReserve(long bytes) {
    return new EmbeddedSettings(
        gallery,
        clock,
        databaseConnections,
        imageThreads,
        pictureBytesMax,
        picturePixelsMax,
        bytes);
  }
}
