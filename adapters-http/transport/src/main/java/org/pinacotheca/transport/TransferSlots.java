package org.pinacotheca.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.pinacotheca.domain.identity.ClientNetwork;

/**
 * Limits concurrent transfers (request bodies or responses). Each holds a slot until it ends. A
 * client below the minimum rate is cut off. When all room is taken, a new client gets the slot of
 * the client that has stalled longest, so deliberately slow clients lose their slots to others. A
 * network with more than half of the room can lose slots at any time, and displaces only its own.
 * Thread-safe.
 */
public final class TransferSlots {
  /** A client that transferred this much has not stalled. */
  private static final int PROGRESS_BYTES = 16 * 1024;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashSet<Slot> longestStillFirst = new LinkedHashSet<>();
  private final Map<ClientNetwork, Long> takenByNetwork = new HashMap<>();
  private final LongAdder tooSlow = new LongAdder();
  private final LongAdder displaced = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private long taken;

  /**
   * The limits of the transfers.
   *
   * @param room the size of all slots together, in a unit of the owner's choice: slots or bytes
   * @param bytesPerSecondMin the minimum average rate since the slot was acquired; slower clients
   *     are cut off
   * @param grace the time a client may take in any case
   * @param stillMax how long a client may transfer less than 16 KiB before it can lose its slot
   */
  public record Limits(long room, long bytesPerSecondMin, Duration grace, Duration stillMax) {
    public Limits {
      if (room < 1 || bytesPerSecondMin < 1) {
        throw new IllegalArgumentException(
            "there is room for at least one, at one byte a second; not "
                + room
                + " and "
                + bytesPerSecondMin);
      }
    }
  }

  /**
   * Creates slots, all free.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public TransferSlots(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Acquires a slot for a client; empty when there is no room and no client can be displaced.
   *
   * @param size the room it takes
   * @param cutOff run at most once, on any thread, when the client loses the slot; must not block
   */
  public Optional<Slot> take(InetAddress client, long size, Runnable cutOff) {
    List<Slot> losers = new ArrayList<>();
    Optional<Slot> slot = take(ClientNetwork.of(client), size, cutOff, losers);
    losers.forEach(loser -> loser.cutOff.run());
    return slot;
  }

  private Optional<Slot> take(
      ClientNetwork network, long size, Runnable cutOff, List<Slot> losers) {
    lock.lock();
    try {
      while (taken + size > limits.room) {
        Optional<Slot> loser = size > limits.room ? Optional.empty() : loser(network);
        if (loser.isEmpty()) {
          refused.increment();
          return Optional.empty();
        }
        remove(loser.get());
        displaced.increment();
        losers.add(loser.get());
      }
      Slot slot = new Slot(network, size, cutOff, nanoTime.getAsLong());
      longestStillFirst.add(slot);
      taken += size;
      takenByNetwork.merge(network, size, Long::sum);
      return Optional.of(slot);
    } finally {
      lock.unlock();
    }
  }

  /** The slot to displace for a client of this network, if any. */
  private Optional<Slot> loser(ClientNetwork newcomer) {
    Optional<ClientNetwork> greedy =
        takenByNetwork.entrySet().stream()
            .filter(entry -> entry.getValue() > limits.room / 2)
            .map(Map.Entry::getKey)
            .findFirst();
    if (greedy.isPresent() && greedy.get().equals(newcomer)) {
      return longestStillOf(newcomer).filter(this::standsStill);
    }
    Optional<Slot> first = longestStillFirst.stream().findFirst().filter(this::standsStill);
    return first.isPresent() ? first : greedy.flatMap(this::longestStillOf);
  }

  private Optional<Slot> longestStillOf(ClientNetwork network) {
    return longestStillFirst.stream().filter(slot -> slot.network.equals(network)).findFirst();
  }

  private boolean standsStill(Slot slot) {
    return nanoTime.getAsLong() - slot.progressNanos >= limits.stillMax.toNanos();
  }

  /** Returns whether it was present. */
  private boolean remove(Slot slot) {
    if (!longestStillFirst.remove(slot)) {
      return false;
    }
    taken -= slot.size;
    takenByNetwork.computeIfPresent(
        slot.network, (_, sum) -> sum == slot.size ? null : sum - slot.size);
    return true;
  }

  /** Cuts off clients below the minimum rate; to be called about every second. */
  public void cutOffTooSlow() {
    List<Slot> losers;
    lock.lock();
    try {
      losers = longestStillFirst.stream().filter(this::isTooSlow).toList();
      losers.forEach(this::remove);
    } finally {
      lock.unlock();
    }
    tooSlow.add(losers.size());
    losers.forEach(loser -> loser.cutOff.run());
  }

  private boolean isTooSlow(Slot slot) {
    Duration allowed = limits.grace.plusMillis(slot.moved * 1000 / limits.bytesPerSecondMin);
    return nanoTime.getAsLong() - slot.begunNanos > allowed.toNanos();
  }

  /** The room taken. */
  public long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** The total room. */
  public long room() {
    return limits.room;
  }

  /** The number of clients cut off so far for being below the minimum rate. */
  public long tooSlow() {
    return tooSlow.sum();
  }

  /** The number of slots displaced so far. */
  public long displaced() {
    return displaced.sum();
  }

  /** The number of refusals so far. */
  public long refused() {
    return refused.sum();
  }

  /** The slot of one client. Thread-safe. */
  public final class Slot {
    private final ClientNetwork network;
    private final long size;
    private final Runnable cutOff;
    private final long begunNanos;
    private long progressNanos;
    private long moved;
    private long movedSinceProgress;

    private Slot(ClientNetwork network, long size, Runnable cutOff, long nanos) {
      this.network = network;
      this.size = size;
      this.cutOff = cutOff;
      this.begunNanos = nanos;
      this.progressNanos = nanos;
    }

    /**
     * Counts bytes sent by or handed to the client; the latter at once, because their receipt
     * cannot be observed.
     */
    public void moved(long bytes) {
      lock.lock();
      try {
        moved += bytes;
        movedSinceProgress += bytes;
        if (movedSinceProgress >= PROGRESS_BYTES) {
          movedSinceProgress = 0;
          progressNanos = nanoTime.getAsLong();
          if (longestStillFirst.remove(this)) {
            longestStillFirst.add(this);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    /** Releases the slot. Idempotent; also does nothing after the slot was lost. */
    public void leave() {
      lock.lock();
      try {
        remove(this);
      } finally {
        lock.unlock();
      }
    }
  }
}
