package org.pinacotheca.images.admission;

import java.time.Duration;

/**
 * The limits of concurrent work. Light and heavy pictures have separate lanes, so that heavy ones,
 * which take seconds, never delay light ones.
 *
 * @param light the lane of fast pictures
 * @param heavy the lane of all others
 * @param waitingMax how many may wait
 * @param waitMax the longest wait
 * @param millisMax the most processor time of one picture
 */
public record WorkLimits(Lane light, Lane heavy, int waitingMax, Duration waitMax, long millisMax) {
  /** Pictures that take longer are heavy, whatever their memory. */
  static final long LIGHT_MILLIS_MAX = 1000;

  /** The parts of the heap and of native memory reserved for light pictures. */
  private static final int LIGHT_HEAP_PERCENT = 30;

  private static final int LIGHT_NATIVE_PERCENT = 20;

  /** The number of concurrent pictures, and their total memory. */
  record Lane(int places, MemoryShare memory) {}

  public WorkLimits {
    if (waitingMax < 0 || millisMax < 1) {
      throw new IllegalArgumentException(
          "no negative queue and at least a millisecond, not " + waitingMax + ", " + millisMax);
    }
  }

  /** Limits with this many light pictures at a time, and half as many heavy ones in addition. */
  public static WorkLimits of(
      int places, MemoryShare memory, int waitingMax, Duration waitMax, long millisMax) {
    MemoryShare light =
        new MemoryShare(
            memory.heapBytes() / 100 * LIGHT_HEAP_PERCENT,
            memory.nativeBytes() / 100 * LIGHT_NATIVE_PERCENT);
    MemoryShare heavy =
        new MemoryShare(
            memory.heapBytes() - light.heapBytes(), memory.nativeBytes() - light.nativeBytes());
    return new WorkLimits(
        new Lane(places, light),
        new Lane(Math.max(1, places / 2), heavy),
        waitingMax,
        waitMax,
        millisMax);
  }

  /** The number of pictures processed at a time. */
  public int places() {
    return light.places() + heavy.places();
  }

  /** All the memory for pictures. */
  public MemoryShare memory() {
    return light.memory().plus(heavy.memory());
  }

  boolean isLight(Requirement need) {
    return need.millis() <= LIGHT_MILLIS_MAX && need.fits(light.memory());
  }

  /** Whether a picture with this requirement can ever be processed. */
  public boolean allows(Requirement need) {
    return need.millis() <= millisMax && (need.fits(heavy.memory()) || isLight(need));
  }
}
