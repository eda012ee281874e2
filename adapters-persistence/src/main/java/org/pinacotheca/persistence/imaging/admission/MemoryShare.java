package org.pinacotheca.persistence.imaging.admission;

/**
 * An amount of memory, of the Java heap and beside it.
 *
 * @param heapBytes of the Java heap
 * @param nativeBytes beside the heap
 */
public record MemoryShare(long heapBytes, long nativeBytes) {
  static final MemoryShare NONE = new MemoryShare(0, 0);

  /** Of a hundred parts of the heap; requests, answers and the database need the rest. */
  private static final int HEAP_PERCENT = 48;

  /** What the virtual machine takes beside its heap, and some room. */
  private static final long MACHINE_BYTES = 256L << 20;

  private static final long NATIVE_BYTES_MIN = 64L << 20;

  /** With so much for each, the largest picture allowed has room beside small ones. */
  private static final int NATIVE_BYTES_PER_PIXEL = 12;

  public MemoryShare {
    if (heapBytes < 0 || nativeBytes < 0) {
      throw new IllegalArgumentException(
          "no share of memory: " + heapBytes + " bytes of heap, " + nativeBytes + " beside it");
    }
  }

  /**
   * What suits a process.
   *
   * @param heapMax how large its heap may grow
   * @param memory of the machine or container
   * @param pixelsMax the most pixels of a picture
   */
  public static MemoryShare suiting(long heapMax, long memory, long pixelsMax) {
    long left = memory - heapMax - MACHINE_BYTES;
    return ofHeap(
        heapMax, Math.max(NATIVE_BYTES_MIN, Math.min(left, NATIVE_BYTES_PER_PIXEL * pixelsMax)));
  }

  /** So much beside the heap, and of the heap what suits. */
  public static MemoryShare ofHeap(long heapMax, long nativeBytes) {
    return new MemoryShare(heapMax / 100 * HEAP_PERCENT, nativeBytes);
  }

  MemoryShare plus(Requirement more) {
    return new MemoryShare(heapBytes + more.heapBytes(), nativeBytes + more.nativeBytes());
  }

  MemoryShare minus(Requirement less) {
    return new MemoryShare(heapBytes - less.heapBytes(), nativeBytes - less.nativeBytes());
  }

  MemoryShare plus(MemoryShare more) {
    return new MemoryShare(heapBytes + more.heapBytes, nativeBytes + more.nativeBytes);
  }
}
