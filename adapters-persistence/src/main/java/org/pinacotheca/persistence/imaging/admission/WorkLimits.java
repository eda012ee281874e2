package org.pinacotheca.persistence.imaging.admission;

import java.time.Duration;

/**
 * How much is taken on. Light pictures and heavy ones have places and memory of their own, so that
 * none of the heavy ones, which take seconds, keeps a light one waiting.
 *
 * @param light places and memory for what takes a moment
 * @param heavy places and memory for the rest
 * @param waitingMax how many may wait
 * @param waitMax how long one may wait
 * @param millisMax the most processor time of one picture
 */
public record WorkLimits(Lane light, Lane heavy, int waitingMax, Duration waitMax, long millisMax) {
  /** What takes longer is heavy, whatever its memory. */
  static final long LIGHT_MILLIS_MAX = 1000;

  /** The parts of the heap and of the memory beside it that are for light pictures alone. */
  private static final int LIGHT_HEAP_PERCENT = 30;

  private static final int LIGHT_NATIVE_PERCENT = 20;

  /** So many pictures at a time, and the memory of all of them together. */
  record Lane(int places, MemoryShare memory) {}

  public WorkLimits {
    if (waitingMax < 0 || millisMax < 1) {
      throw new IllegalArgumentException(
          "no negative queue and at least a millisecond, not " + waitingMax + ", " + millisMax);
    }
  }

  /** As many light pictures at a time as there are places, and half as many heavy ones beside. */
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

  /** How many pictures are worked on at a time. */
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

  /** Whether a picture with this need can ever be worked on. */
  public boolean allows(Requirement need) {
    return need.millis() <= millisMax && (need.fits(heavy.memory()) || isLight(need));
  }
}
