package org.pinacotheca.persistence.imaging;

import java.nio.file.Path;

/**
 * How a studio works.
 *
 * @param bytesMax the most bytes an upload may have
 * @param pixelsMax the most pixels, width times height, a picture may have; an animation may have
 *     ten times as many in all its frames
 * @param places how many pictures are worked on at a time
 * @param waitingMax how many callers may wait for a place
 * @param codec which codec to use
 * @param nativeDirectory where the native library is unpacked; made when it does not exist
 */
public record StudioSettings(
    int bytesMax,
    long pixelsMax,
    int places,
    int waitingMax,
    CodecChoice codec,
    Path nativeDirectory) {

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

  /** One frame of this many pixels, four bytes each, is the longest array there is. */
  private static final long PIXELS_POSSIBLE_MAX = 500_000_000;

  public StudioSettings {
    if (bytesMax < 1 || bytesMax > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "bytesMax is from 1 to " + Integer.MAX_VALUE / 2 + ", not " + bytesMax);
    }
    if (pixelsMax < 1 || pixelsMax > PIXELS_POSSIBLE_MAX) {
      throw new IllegalArgumentException(
          "pixelsMax is from 1 to " + PIXELS_POSSIBLE_MAX + ", not " + pixelsMax);
    }
    if (places < 1 || waitingMax < 0) {
      throw new IllegalArgumentException(
          "a studio has at least one place and no negative queue, not "
              + places
              + " and "
              + waitingMax);
    }
  }

  /** 25 MiB, 60 megapixels, a place for each processor, 64 waiting, native where it loads. */
  public static StudioSettings defaults(Path nativeDirectory) {
    int places = Runtime.getRuntime().availableProcessors();
    return new StudioSettings(
        BYTES_MAX,
        PIXELS_MAX,
        places,
        WAITING_MAX,
        CodecChoice.NATIVE_IF_AVAILABLE,
        nativeDirectory);
  }

  public StudioSettings withCodec(CodecChoice choice) {
    return new StudioSettings(bytesMax, pixelsMax, places, waitingMax, choice, nativeDirectory);
  }

  public StudioSettings withLimits(int bytes, long pixels) {
    return new StudioSettings(bytes, pixels, places, waitingMax, codec, nativeDirectory);
  }

  public StudioSettings withPlaces(int atATime, int waiting) {
    return new StudioSettings(bytesMax, pixelsMax, atATime, waiting, codec, nativeDirectory);
  }
}
