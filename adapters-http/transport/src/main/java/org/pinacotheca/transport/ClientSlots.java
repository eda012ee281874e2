package org.pinacotheca.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The transfer slots for all clients, which the APIs share. Thread-safe.
 *
 * @param bodies incoming request bodies, each of size one
 * @param pictures pictures being sent, each of size one
 * @param answers bytes of other responses that clients have not received yet
 */
public record ClientSlots(TransferSlots bodies, TransferSlots pictures, TransferSlots answers) {
  /** Slots for everybody, whose clients are never cut off. */
  public static final ClientSlots UNLIMITED =
      new ClientSlots(
          slots(Long.MAX_VALUE, System::nanoTime),
          slots(Long.MAX_VALUE, System::nanoTime),
          slots(Long.MAX_VALUE, System::nanoTime));

  /** The minimum rate usual for servers: 500 bytes a second, after 20 seconds. */
  private static final long BYTES_PER_SECOND_MIN = 500;

  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Longer than an active client pauses. */
  private static final Duration STILL_MAX = Duration.ofSeconds(1);

  /** A small body takes up to 256 KiB of memory; a large one about as much. */
  private static final long HEAP_BYTES_PER_BODY = 1 << 20;

  /** Measured with stalled clients: a picture being sent takes about 100 KiB of heap. */
  private static final long HEAP_BYTES_PER_PICTURE = 512 << 10;

  private static final long HEAP_PER_ANSWERS = 8;

  /**
   * Slots to suit the heap: a body for each MiB, a picture for each half MiB, and an eighth of the
   * heap for other responses.
   *
   * @param heapBytes the maximum heap size
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public static ClientSlots of(long heapBytes, LongSupplier nanoTime) {
    return new ClientSlots(
        slots(heapBytes / HEAP_BYTES_PER_BODY, nanoTime),
        slots(heapBytes / HEAP_BYTES_PER_PICTURE, nanoTime),
        slots(heapBytes / HEAP_PER_ANSWERS, nanoTime));
  }

  private static TransferSlots slots(long room, LongSupplier nanoTime) {
    TransferSlots.Limits limits =
        new TransferSlots.Limits(Math.max(1, room), BYTES_PER_SECOND_MIN, GRACE, STILL_MAX);
    return new TransferSlots(limits, nanoTime);
  }

  /** Cuts off all clients that are too slow; to be called about every second. */
  public void cutOffTooSlow() {
    bodies.cutOffTooSlow();
    pictures.cutOffTooSlow();
    answers.cutOffTooSlow();
  }
}
