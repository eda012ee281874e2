package org.pinacotheca.persistence.imaging;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.pinacotheca.persistence.imaging.admission.MemoryShare;
import org.pinacotheca.persistence.imaging.admission.WorkLimits;

/**
 * How a studio works.
 *
 * @param bytesMax the most bytes an upload may have
 * @param pixelsMax the most pixels, width times height, a picture may have; an animation may have
 *     ten times as many in all its frames
 * @param work how many pictures are worked on at a time, in how much memory, how many callers may
 *     wait, and how much processor time a picture gets
 * @param codec which codec to use
 * @param nativeDirectory where the native library is unpacked; made when it does not exist
 */
public record ImageSettings(
    int bytesMax, long pixelsMax, WorkLimits work, CodecChoice codec, Path nativeDirectory) {

  /** Which codec a studio uses. */
  public enum CodecChoice {
    /** The native one when it loads, else the one in Java. */
    NATIVE_IF_AVAILABLE,
    /** The one in Java: slower, needs nothing. */
    PURE_JAVA
  }

  private static final int BYTES_MAX = 25 * 1024 * 1024;
  private static final long PIXELS_MAX = 60_000_000;
  private static final int WAITING_MAX = 64;
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);
  private static final int SECONDS_MAX = 30;

  /** One frame of this many pixels, four bytes each, is the longest array there is. */
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
   * 25 MiB, 60 megapixels, a place for each processor, 64 waiting, 30 seconds of processor time,
   * memory as suits heap and machine, native where it loads.
   */
  public static ImageSettings defaults(Path nativeDirectory) {
    int places = Runtime.getRuntime().availableProcessors();
    return new ImageSettings(
        BYTES_MAX,
        PIXELS_MAX,
        work(places, WAITING_MAX, suitingMemory(PIXELS_MAX), SECONDS_MAX),
        CodecChoice.NATIVE_IF_AVAILABLE,
        nativeDirectory);
  }

  /**
   * What a studio takes on.
   *
   * @param places how many pictures are worked on at a time, without the heavy ones
   * @param waitingMax how many callers may wait for a place
   * @param secondsMax the most processor time of a picture
   */
  public static WorkLimits work(int places, int waitingMax, MemoryShare memory, long secondsMax) {
    return WorkLimits.of(places, memory, waitingMax, WAIT_MAX, 1000 * secondsMax);
  }

  /** The memory for pictures that suits this process and its machine or container. */
  public static MemoryShare suitingMemory(long pixelsMax) {
    long machine =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Long.MAX_VALUE;
    return MemoryShare.suiting(Runtime.getRuntime().maxMemory(), machine, pixelsMax);
  }

  public ImageSettings withCodec(CodecChoice choice) {
    return new ImageSettings(bytesMax, pixelsMax, work, choice, nativeDirectory);
  }

  public ImageSettings withLimits(int bytes, long pixels) {
    return new ImageSettings(bytes, pixels, work, codec, nativeDirectory);
  }

  public ImageSettings withWork(WorkLimits limits) {
    return new ImageSettings(bytesMax, pixelsMax, limits, codec, nativeDirectory);
  }
}
