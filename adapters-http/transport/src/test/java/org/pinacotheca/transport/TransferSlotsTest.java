package org.pinacotheca.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which clients are displaced or cut off, with a clock set by the tests. */
class TransferSlotsTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress THERE = InetAddress.ofLiteral("198.51.100.7");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("203.0.113.9");
  private static final int ROOM = 4;
  private static final int PROGRESS = 16 * 1024;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<String> losers = new ArrayList<>();
  private final TransferSlots slots =
      new TransferSlots(
          new TransferSlots.Limits(ROOM, 500, Duration.ofSeconds(20), Duration.ofSeconds(2)),
          nanos::get);

  private Optional<TransferSlots.Slot> take(InetAddress client, String name) {
    return slots.take(client, 1, () -> losers.add(name));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void whoHasStoodStillForLongestMakesRoom() {
    TransferSlots.Slot first = take(HERE, "first").orElseThrow();
    take(HERE, "second");
    take(THERE, "third");
    take(THERE, "fourth");
    pass(Duration.ofSeconds(2));
    first.moved(PROGRESS);
    assertThat(take(ELSEWHERE, "newcomer")).isPresent();
    assertThat(losers).containsExactly("second");
    assertThat(slots.taken()).isEqualTo(ROOM);
    assertThat(slots.displaced()).isEqualTo(1);
  }

  @Test
  void nobodyMakesRoomWhileAllMove() {
    List<TransferSlots.Slot> all = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      all.add(take(i % 2 == 0 ? HERE : THERE, "quick").orElseThrow());
    }
    pass(Duration.ofSeconds(2));
    all.forEach(slot -> slot.moved(PROGRESS));
    pass(Duration.ofMillis(1999));
    assertThat(take(ELSEWHERE, "newcomer")).isEmpty();
    assertThat(slots.refused()).isEqualTo(1);
    assertThat(losers).isEmpty();
    all.getFirst().leave();
    assertThat(take(ELSEWHERE, "newcomer")).isPresent();
  }

  @Test
  void fewBytesAreNoProgress() {
    List<TransferSlots.Slot> all = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      all.add(take(i % 2 == 0 ? HERE : THERE, "trickles").orElseThrow());
    }
    pass(Duration.ofSeconds(2));
    all.forEach(slot -> slot.moved(PROGRESS - 1));
    assertThat(take(ELSEWHERE, "newcomer")).isPresent();
    assertThat(losers).containsExactly("trickles");
  }

  @Test
  void aNetworkWithMoreThanHalfOfTheRoomMakesRoomAtOnce() {
    take(THERE, "modest");
    take(HERE, "greedy 1");
    take(HERE, "greedy 2");
    take(HERE, "greedy 3");
    assertThat(take(HERE, "greedy 4")).isEmpty();
    assertThat(take(ELSEWHERE, "newcomer")).isPresent();
    assertThat(losers).containsExactly("greedy 1");
    assertThat(take(ELSEWHERE, "another")).as("two of four are no more than half").isEmpty();
  }

  @Test
  void aNetworkWithMoreThanHalfOfTheRoomTakesItFromItselfAlone() {
    take(THERE, "modest");
    take(HERE, "greedy 1");
    take(HERE, "greedy 2");
    take(HERE, "greedy 3");
    pass(Duration.ofSeconds(2));
    assertThat(take(HERE, "greedy 4")).isPresent();
    assertThat(losers).containsExactly("greedy 1");
  }

  @Test
  void addressesOfOneNetworkCountTogether() {
    take(THERE, "modest");
    take(InetAddress.ofLiteral("2001:db8::1"), "greedy 1");
    take(InetAddress.ofLiteral("2001:db8::2"), "greedy 2");
    take(InetAddress.ofLiteral("2001:db8::ffff:3"), "greedy 3");
    assertThat(take(ELSEWHERE, "newcomer")).isPresent();
    assertThat(losers).containsExactly("greedy 1");
  }

  @Test
  void whoIsSlowerThanTheLeastRateIsCutOff() {
    TransferSlots.Slot steady = take(HERE, "steady").orElseThrow();
    TransferSlots.Slot slow = take(HERE, "slow").orElseThrow();
    for (int second = 1; second <= 60; second++) {
      pass(Duration.ofSeconds(1));
      steady.moved(500);
      slow.moved(second <= 20 ? 100 : 0);
      slots.cutOffTooSlow();
      assertThat(losers).hasSize(second > 24 ? 1 : 0);
    }
    assertThat(losers).containsExactly("slow");
    assertThat(slots.tooSlow()).isEqualTo(1);
    assertThat(slots.taken()).isEqualTo(1);
  }

  @Test
  void aSlotIsGivenBackOnce() {
    TransferSlots.Slot slot = take(HERE, "first").orElseThrow();
    take(HERE, "second");
    slot.leave();
    slot.leave();
    assertThat(slots.taken()).isEqualTo(1);
    pass(Duration.ofSeconds(60));
    slot.moved(PROGRESS);
    slots.cutOffTooSlow();
    assertThat(losers).containsExactly("second");
    assertThat(slots.taken()).isZero();
  }

  @Test
  void aLargeOneTakesTheSlotsOfSeveral() {
    for (int i = 0; i < ROOM; i++) {
      take(HERE, "small " + i);
    }
    pass(Duration.ofSeconds(2));
    assertThat(slots.take(HERE, ROOM + 1, () -> {})).isEmpty();
    assertThat(losers).isEmpty();
    assertThat(slots.take(HERE, 3, () -> {})).isPresent();
    assertThat(losers).containsExactly("small 0", "small 1", "small 2");
    assertThat(slots.taken()).isEqualTo(ROOM);
  }
}
