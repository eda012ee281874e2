package org.pinacotheca.images.admission;

/**
 * An amount of memory, of the Java heap and native.
 *
 * @param heapBytes of the Java heap
 * @param nativeBytes outside the heap
 */
public record MemoryShare(long heapBytes, long nativeBytes) {
  static final MemoryShare NONE = new MemoryShare(0, 0);

  /** The percentage of the heap; requests, responses and the database need the rest. */
  private static final int HEAP_PERCENT = 48;

  /** What the virtual machine needs outside its heap, with a reserve. */
  private static final long MACHINE_BYTES = 256L << 20;

  private static final long NATIVE_BYTES_MIN = 64L << 20;

  /** Enough for the largest picture allowed together with small ones. */
  private static final int NATIVE_BYTES_PER_PIXEL = 12;

  public MemoryShare {
    if (heapBytes < 0 || nativeBytes < 0) {
      throw new IllegalArgumentException(
          "no share of memory: " + heapBytes + " bytes of heap, " + nativeBytes + " beside it");
    }
  }

  /**
   * The share that suits a process.
   *
   * @param heapMax the maximum heap size
   * @param memory of the machine or container
   * @param pixelsMax the most pixels of a picture
   */
  public static MemoryShare suiting(long heapMax, long memory, long pixelsMax) {
    long left = memory - heapMax - MACHINE_BYTES;
    return ofHeap(
        heapMax, Math.max(NATIVE_BYTES_MIN, Math.min(left, NATIVE_BYTES_PER_PIXEL * pixelsMax)));
  }

  /** A share with this much native memory and a suitable part of the heap. */
  public static MemoryShare ofHeap(long heapMax, long nativeBytes) {
    return new MemoryShare(heapMax / 100 * HEAP_PERCENT, nativeBytes);
  }

  boolean covers(MemoryShare part) {
    return part.heapBytes <= heapBytes && part.nativeBytes <= nativeBytes;
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
