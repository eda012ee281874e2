package org.pinacotheca.images.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinacotheca.application.spi.ImageProcessor.OverloadedException;
import org.pinacotheca.application.spi.ImageProcessor.Requester;

class WorkQueueTest {
  private static final Requirement LIGHT = new Requirement(10, 10, 100);
  private static final Requirement HEAVY = new Requirement(10, 10, 5000);
  private static final Duration LONG = Duration.ofHours(1);

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final LinkedBlockingQueue<String> order = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    callers.shutdownNow();
  }

  /** 30 and 20 bytes of it are for light pictures, 70 and 80 for heavy ones. */
  private WorkQueue queue(int places, int waitingMax) {
    return new WorkQueue(
        WorkLimits.of(places, new MemoryShare(100, 100), waitingMax, LONG, 10_000), nanos::get);
  }

  private static Requester from(String member, String origin) {
    return new Requester(member, origin);
  }

  /** Waits in the queue, notes the name when admitted, and leaves. */
  private Future<?> visit(WorkQueue queue, String name, Requester requester, Requirement need)
      throws InterruptedException {
    int waiting = queue.load().waiting();
    Future<?> visit =
        callers.submit(() -> {
          try (WorkQueue.Turn _ = queue.enter(requester, need)) {
            order.add(name);
          }
        });
    while (queue.load().waiting() == waiting && !visit.isDone()) {
      Thread.onSpinWait();
    }
    return visit;
  }

  private static void await(List<Future<?>> visits) throws Exception {
    for (Future<?> visit : visits) {
      visit.get();
    }
  }

  @Test
  void who_used_less_comes_before_who_came_first() throws Exception {
    WorkQueue queue = queue(1, 10);
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("greedy", "a"), LIGHT)) {
      visits.add(visit(queue, "greedy", from("greedy", "a"), LIGHT));
      visits.add(visit(queue, "greedy again", from("greedy", "a"), LIGHT));
      visits.add(visit(queue, "honest", from("honest", "b"), LIGHT));
    }
    await(visits);
    assertThat(order).containsExactly("honest", "greedy", "greedy again");
  }

  @Test
  void neither_many_members_of_one_place_nor_many_places_of_one_member_get_more() throws Exception {
    WorkQueue queue = queue(1, 10);
    queue.enter(from("one", "network"), LIGHT).close();
    queue.enter(from("traveller", "here"), LIGHT).close();
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("somebody", "somewhere"), LIGHT)) {
      visits.add(visit(queue, "other member", from("two", "network"), LIGHT));
      visits.add(visit(queue, "other place", from("traveller", "there"), LIGHT));
      visits.add(visit(queue, "new", from("new", "elsewhere"), LIGHT));
    }
    await(visits);
    assertThat(order.poll()).isEqualTo("new");
  }

  @Test
  void members_of_one_place_share_it_fairly() throws Exception {
    WorkQueue queue = queue(1, 10);
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("greedy", "proxy"), LIGHT)) {
      visits.add(visit(queue, "greedy", from("greedy", "proxy"), LIGHT));
      visits.add(visit(queue, "honest", from("honest", "proxy"), LIGHT));
    }
    await(visits);
    assertThat(order).containsExactly("honest", "greedy");
  }

  @Test
  void what_was_used_counts_half_after_a_minute() throws Exception {
    WorkQueue queue = queue(1, 10);
    queue.enter(from("earlier", "a"), new Requirement(1, 1, 150)).close();
    nanos.set(Duration.ofMinutes(1).toNanos());
    queue.enter(from("just now", "b"), LIGHT).close();
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("somebody", "c"), LIGHT)) {
      visits.add(visit(queue, "just now", from("just now", "b"), LIGHT));
      visits.add(visit(queue, "earlier", from("earlier", "a"), LIGHT));
    }
    await(visits);
    assertThat(order).containsExactly("earlier", "just now");
  }

  @Test
  void what_it_took_counts_and_not_what_was_expected() throws Exception {
    WorkQueue queue = queue(1, 10);
    try (WorkQueue.Turn turn = queue.enter(from("slower than expected", "a"), LIGHT)) {
      turn.took(900);
    }
    queue.enter(from("as expected", "b"), LIGHT).close();
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("somebody", "c"), LIGHT)) {
      visits.add(visit(queue, "slower", from("slower than expected", "a"), LIGHT));
      visits.add(visit(queue, "as expected", from("as expected", "b"), LIGHT));
    }
    await(visits);
    assertThat(order).containsExactly("as expected", "slower");
  }

  @Test
  void heavy_pictures_keep_no_light_one_waiting() throws Exception {
    WorkQueue queue = queue(2, 10);
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("greedy", "a"), HEAVY)) {
      visits.add(visit(queue, "heavy", from("other", "b"), HEAVY));
      visits.add(visit(queue, "light", from("honest", "c"), LIGHT));
      visits.getLast().get();
      assertThat(order).containsExactly("light");
      assertThat(queue.load().waiting()).isEqualTo(1);
    }
    await(visits);
    assertThat(queue.load().reserved()).isEqualTo(MemoryShare.NONE);
  }

  @Test
  void nobody_passes_whose_memory_is_not_free() throws Exception {
    WorkQueue queue = queue(3, 10);
    List<Future<?>> visits = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("first", "a"), new Requirement(25, 1, 10))) {
      visits.add(visit(queue, "large", from("large", "b"), new Requirement(20, 1, 10)));
      visits.add(visit(queue, "small", from("small", "c"), new Requirement(1, 1, 10)));
      assertThat(queue.load().waiting()).isEqualTo(2);
      assertThat(queue.load().reserved()).isEqualTo(new MemoryShare(25, 1));
    }
    await(visits);
    assertThat(order).containsExactlyInAnyOrder("large", "small");
  }

  @Test
  void a_turn_goes_on_with_what_is_free_and_else_changes_nothing() {
    WorkQueue queue = queue(2, 0);
    try (WorkQueue.Turn turn = queue.enter(from("a", "a"), new Requirement(10, 0, 10));
        WorkQueue.Turn other = queue.enter(from("b", "b"), new Requirement(10, 0, 10))) {
      assertThat(turn.continuesWith(new Requirement(20, 20, 10))).isTrue();
      assertThat(other.continuesWith(new Requirement(10, 1, 10))).isFalse();
      assertThat(other.continuesWith(HEAVY)).as("a heavy one among light ones").isFalse();
      assertThat(queue.load().reserved()).isEqualTo(new MemoryShare(30, 20));
    }
    assertThat(queue.load().reserved()).isEqualTo(MemoryShare.NONE);
  }

  @Test
  void where_too_many_wait_whoever_has_the_most_waiting_loses_the_last() throws Exception {
    WorkQueue queue = queue(1, 3);
    List<Future<?>> greedy = new ArrayList<>();
    List<Future<?>> honest = new ArrayList<>();
    try (WorkQueue.Turn _ = queue.enter(from("somebody", "a"), LIGHT)) {
      for (int i = 1; i <= 3; i++) {
        greedy.add(visit(queue, "greedy " + i, from("greedy", "a"), LIGHT));
      }
      honest.add(
          callers.submit(() -> {
            try (WorkQueue.Turn _ = queue.enter(from("honest", "a"), LIGHT)) {
              order.add("honest");
            }
          }));
      assertThatThrownBy(greedy.getLast()::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(OverloadedException.class);
    }
    await(honest);
    await(greedy.subList(0, 2));
    assertThat(order).containsExactlyInAnyOrder("honest", "greedy 1", "greedy 2");
    assertThat(queue.load().refused()).isEqualTo(1);
  }

  @Test
  void who_gets_no_turn_in_time_is_refused() {
    WorkQueue queue =
        new WorkQueue(
            WorkLimits.of(1, new MemoryShare(100, 100), 10, Duration.ofMillis(1), 10_000),
            nanos::get);
    try (WorkQueue.Turn _ = queue.enter(from("somebody", "a"), LIGHT)) {
      assertThatThrownBy(() -> queue.enter(from("late", "b"), LIGHT))
          .isInstanceOf(OverloadedException.class);
      assertThat(queue.load().waiting()).isZero();
    }
  }

  @Test
  void what_can_never_have_room_is_not_allowed() {
    WorkLimits limits = WorkLimits.of(2, new MemoryShare(100, 100), 10, LONG, 10_000);
    assertThat(limits.allows(new Requirement(70, 80, 10_000))).isTrue();
    assertThat(limits.allows(new Requirement(71, 1, 1))).isFalse();
    assertThat(limits.allows(new Requirement(1, 81, 1))).isFalse();
    assertThat(limits.allows(new Requirement(1, 1, 10_001))).isFalse();
  }

  @Test
  void a_closed_queue_lets_those_who_are_in_be_done() throws Exception {
    WorkQueue queue = queue(1, 10);
    WorkQueue.Turn turn = queue.enter(from("somebody", "a"), LIGHT);
    Future<?> waiting = visit(queue, "waited", from("b", "b"), LIGHT);
    Future<Boolean> drained = callers.submit(() -> queue.drain(60));
    turn.close();
    assertThat(drained.get()).isTrue();
    waiting.get();
    assertThat(order).containsExactly("waited");
    assertThatThrownBy(() -> queue.enter(from("late", "c"), LIGHT))
        .isInstanceOf(IllegalStateException.class);
  }
}
