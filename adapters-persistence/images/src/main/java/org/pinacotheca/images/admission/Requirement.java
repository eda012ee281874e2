package org.pinacotheca.images.admission;

/**
 * The resources for a picture, known before it is decoded. The bytes are upper bounds; the time is
 * an estimate, which a maliciously slow file may exceed.
 *
 * @param heapBytes of the Java heap
 * @param nativeBytes outside the heap
 * @param millis of processor time, estimated
 */
public record Requirement(long heapBytes, long nativeBytes, long millis) {
  public Requirement {
    if (heapBytes < 0 || nativeBytes < 0 || millis < 0) {
      throw new IllegalArgumentException(
          "a picture needs at least nothing, not "
              + heapBytes
              + " bytes of heap, "
              + nativeBytes
              + " beside it and "
              + millis
              + " ms");
    }
  }

  /** The maximum of both requirements. */
  public Requirement or(Requirement other) {
    return new Requirement(
        Math.max(heapBytes, other.heapBytes),
        Math.max(nativeBytes, other.nativeBytes),
        Math.max(millis, other.millis));
  }

  boolean fits(MemoryShare share) {
    return share.covers(MemoryShare.NONE.plus(this));
  }
}
