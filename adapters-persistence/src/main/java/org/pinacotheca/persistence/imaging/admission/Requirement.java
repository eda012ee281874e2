package org.pinacotheca.persistence.imaging.admission;

/**
 * What a picture needs, known before it is decoded. The bytes are meant as upper bounds; the time
 * is an estimate, which a file that is made to be slow may exceed.
 *
 * @param heapBytes of the Java heap, at most
 * @param nativeBytes beside the heap, at most
 * @param millis of processor time, as estimated
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

  /** As much of everything as one of the two needs. */
  public Requirement or(Requirement other) {
    return new Requirement(
        Math.max(heapBytes, other.heapBytes),
        Math.max(nativeBytes, other.nativeBytes),
        Math.max(millis, other.millis));
  }

  boolean fits(MemoryShare share) {
    return heapBytes <= share.heapBytes() && nativeBytes <= share.nativeBytes();
  }
}
