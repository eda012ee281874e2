package org.pinacotheca.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The places of all clients that the gallery waits for, which its doors share. Thread-safe.
 *
 * @param bodies bodies of requests that arrive, each of size one
 * @param pictures pictures that are sent, each of size one
 * @param answers bytes of other answers that their clients have not taken at once
 */
public record ClientSlots(TransferSlots bodies, TransferSlots pictures, TransferSlots answers) {
  /** The usual least rate of servers: 500 bytes a second, after 20 seconds. */
  private static final long BYTES_PER_SECOND_MIN = 500;

  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Longer than a client who takes what he asked for stands still, and too short to be waited. */
  private static final Duration STILL_MAX = Duration.ofSeconds(1);

  /** A small body waits in memory, with up to 256 KiB; of a large one about as much does. */
  private static final long HEAP_BYTES_PER_BODY = 1 << 20;

  /** Measured with clients that stand still: a picture on its way takes some 100 KiB of heap. */
  private static final long HEAP_BYTES_PER_PICTURE = 512 << 10;

  private static final long HEAP_PER_ANSWERS = 8;

  /**
   * As much room as suits the memory: a body for each MiB, a picture for each half MiB, and an
   * eighth of it for other answers.
   *
   * @param heapBytes the largest the memory may become
   * @param nanoTime a clock that only ever goes on, in nanoseconds
   */
  public static ClientSlots of(long heapBytes, LongSupplier nanoTime) {
    return new ClientSlots(
        places(heapBytes / HEAP_BYTES_PER_BODY, nanoTime),
        places(heapBytes / HEAP_BYTES_PER_PICTURE, nanoTime),
        places(heapBytes / HEAP_PER_ANSWERS, nanoTime));
  }

  private static TransferSlots places(long room, LongSupplier nanoTime) {
    TransferSlots.Limits limits =
        new TransferSlots.Limits(Math.max(1, room), BYTES_PER_SECOND_MIN, GRACE, STILL_MAX);
    return new TransferSlots(limits, nanoTime);
  }

  /** Cuts off whoever is too slow anywhere; to be called about every second. */
  public void cutOffTooSlow() {
    bodies.cutOffTooSlow();
    pictures.cutOffTooSlow();
    answers.cutOffTooSlow();
  }
}
