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
 * A limited room for what waits for clients: bodies that arrive, or answers that are taken. Each
 * holds a place until it is done. Whoever is slower than the least rate is cut off; and where all
 * the room is taken, a newcomer is given the place of the one who has stood still for longest, so
 * that clients who are slow on purpose lose their places to those who are not. A network that holds
 * more than half of the room makes room for others at any time, and takes it from nobody but
 * itself. Thread-safe.
 */
public final class TransferSlots {
  /** Whoever moved so much meanwhile has not stood still. */
  private static final int PROGRESS_BYTES = 16 * 1024;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashSet<Place> longestStillFirst = new LinkedHashSet<>();
  private final Map<ClientNetwork, Long> takenByNetwork = new HashMap<>();
  private final LongAdder tooSlow = new LongAdder();
  private final LongAdder displaced = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private long taken;

  /**
   * How much there is room for.
   *
   * @param room of all places together, in a unit that the owner chooses: places or bytes
   * @param bytesPerSecondMin whoever is slower, on the average since his place was taken, is cut
   *     off
   * @param grace how long a client may take in any case
   * @param stillMax how long a client may move less than 16 KiB before a newcomer may be given his
   *     place
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
   * Makes room that is empty.
   *
   * @param nanoTime a clock that only ever goes on, in nanoseconds
   */
  public TransferSlots(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a place for a client; empty where there is no room, nor anybody who has to make some.
   *
   * @param size how much of the room it takes
   * @param cutOff run at most once, on any thread, when the client loses the place; must not block
   */
  public Optional<Place> take(InetAddress client, long size, Runnable cutOff) {
    List<Place> losers = new ArrayList<>();
    Optional<Place> place = take(ClientNetwork.of(client), size, cutOff, losers);
    losers.forEach(loser -> loser.cutOff.run());
    return place;
  }

  private Optional<Place> take(
      ClientNetwork network, long size, Runnable cutOff, List<Place> losers) {
    lock.lock();
    try {
      while (taken + size > limits.room) {
        Optional<Place> loser = size > limits.room ? Optional.empty() : loser(network);
        if (loser.isEmpty()) {
          refused.increment();
          return Optional.empty();
        }
        remove(loser.get());
        displaced.increment();
        losers.add(loser.get());
      }
      Place place = new Place(network, size, cutOff, nanoTime.getAsLong());
      longestStillFirst.add(place);
      taken += size;
      takenByNetwork.merge(network, size, Long::sum);
      return Optional.of(place);
    } finally {
      lock.unlock();
    }
  }

  /** Who has to make room for a client of this network, if anybody. */
  private Optional<Place> loser(ClientNetwork newcomer) {
    Optional<ClientNetwork> greedy =
        takenByNetwork.entrySet().stream()
            .filter(entry -> entry.getValue() > limits.room / 2)
            .map(Map.Entry::getKey)
            .findFirst();
    if (greedy.isPresent() && greedy.get().equals(newcomer)) {
      return longestStillOf(newcomer).filter(this::standsStill);
    }
    Optional<Place> first = longestStillFirst.stream().findFirst().filter(this::standsStill);
    return first.isPresent() ? first : greedy.flatMap(this::longestStillOf);
  }

  private Optional<Place> longestStillOf(ClientNetwork network) {
    return longestStillFirst.stream().filter(place -> place.network.equals(network)).findFirst();
  }

  private boolean standsStill(Place place) {
    return nanoTime.getAsLong() - place.progressNanos >= limits.stillMax.toNanos();
  }

  /** Tells whether it was there. */
  private boolean remove(Place place) {
    if (!longestStillFirst.remove(place)) {
      return false;
    }
    taken -= place.size;
    takenByNetwork.computeIfPresent(
        place.network, (_, sum) -> sum == place.size ? null : sum - place.size);
    return true;
  }

  /** Cuts off whoever is slower than the least rate; to be called about every second. */
  public void cutOffTooSlow() {
    List<Place> losers;
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

  private boolean isTooSlow(Place place) {
    Duration allowed = limits.grace.plusMillis(place.moved * 1000 / limits.bytesPerSecondMin);
    return nanoTime.getAsLong() - place.begunNanos > allowed.toNanos();
  }

  /** How much of the room is taken. */
  public long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How much room there is. */
  public long room() {
    return limits.room;
  }

  /** How many were cut off so far because they were slower than the least rate. */
  public long tooSlow() {
    return tooSlow.sum();
  }

  /** How many had to make room so far. */
  public long displaced() {
    return displaced.sum();
  }

  /** How many got no place so far. */
  public long refused() {
    return refused.sum();
  }

  /** The place of one client. Thread-safe. */
  public final class Place {
    private final ClientNetwork network;
    private final long size;
    private final Runnable cutOff;
    private final long begunNanos;
    private long progressNanos;
    private long moved;
    private long movedSinceProgress;

    private Place(ClientNetwork network, long size, Runnable cutOff, long nanos) {
      this.network = network;
      this.size = size;
      this.cutOff = cutOff;
      this.begunNanos = nanos;
      this.progressNanos = nanos;
    }

    /**
     * Notes that the client has sent so many bytes, or was handed so many; what he is handed is
     * counted at once, because he cannot be seen taking it.
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

    /** Gives the place back; doing so again, or after it was lost, does nothing. */
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
