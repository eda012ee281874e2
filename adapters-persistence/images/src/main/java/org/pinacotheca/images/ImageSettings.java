package org.pinacotheca.images;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.pinacotheca.images.admission.MemoryShare;
import org.pinacotheca.images.admission.WorkLimits;

/**
 * The settings of an image processor.
 *
 * @param bytesMax the most bytes an upload may have
 * @param pixelsMax the most pixels (width times height) of a picture; all frames of an animation
 *     may have ten times as many
 * @param work the limits of concurrency, memory, queue and processor time
 * @param nativeDirectory where the native library is unpacked; created when missing
 */
public record ImageSettings(int bytesMax, long pixelsMax, WorkLimits work, Path nativeDirectory) {

  private static final int BYTES_MAX = 25 * 1024 * 1024;
  private static final long PIXELS_MAX = 60_000_000;
  private static final int WAITING_MAX = 64;
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);
  private static final int SECONDS_MAX = 30;

  /** The most pixels of a frame, four bytes each, that fit into a Java array. */
  private static final long PIXELS_POSSIBLE_MAX = 500_000_000;

  public ImageSettings {
    if (bytesMax < 1 || bytesMax > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "bytesMax is from 1 to " + Integer.MAX_VALUE / 2 + ", not " + bytesMax);
    }
    if (pixelsMax < 1 || pixelsMax > PIXELS_POSSIBLE_MAX) {
      throw new IllegalArgumentException(
          "pixelsMax is from 1 to " + PIXELS_POSSIBLE_MAX + ", not " + pixelsMax);
    }
  }

  /**
   * 25 MiB, 60 megapixels, one picture at a time per processor, 64 waiting, 30 seconds of processor
   * time, memory to suit heap and machine.
   */
  public static ImageSettings defaults(Path nativeDirectory) {
    int places = Runtime.getRuntime().availableProcessors();
    return new ImageSettings(
        BYTES_MAX,
        PIXELS_MAX,
        work(places, WAITING_MAX, suitingMemory(PIXELS_MAX), SECONDS_MAX),
        nativeDirectory);
  }

  /**
   * The limits of concurrent work.
   *
   * @param places how many light pictures are processed at a time
   * @param waitingMax how many callers may wait
   * @param secondsMax the most processor time of a picture, in seconds
   */
  public static WorkLimits work(int places, int waitingMax, MemoryShare memory, long secondsMax) {
    return WorkLimits.of(places, memory, waitingMax, WAIT_MAX, 1000 * secondsMax);
  }

  /** The memory for pictures, to suit this process and its machine or container. */
  public static MemoryShare suitingMemory(long pixelsMax) {
    long machine =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Long.MAX_VALUE;
    return MemoryShare.suiting(Runtime.getRuntime().maxMemory(), machine, pixelsMax);
  }

  public ImageSettings withLimits(int bytes, long pixels) {
    return new ImageSettings(bytes, pixels, work, nativeDirectory);
  }

  public ImageSettings withWork(WorkLimits limits) {
    return new ImageSettings(bytesMax, pixelsMax, limits, nativeDirectory);
  }
}
