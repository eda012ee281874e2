package org.pinacotheca.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is served, who waits and who is refused, by a clock that is set by hand. */
class BulkheadTest {
  private static final int PATIENCE_SECONDS = 20;
  private static final Duration WAIT_MAX = Duration.ofMillis(100);

  private final AtomicLong now = new AtomicLong(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> served = Collections.synchronizedList(new ArrayList<>());

  @Test
  void moreThanMayRunWaitAndAreServedInTurn() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 8);
    block(bulkhead);
    List<FutureTask<Boolean>> tasks =
        List.of(task("first"), task("second"), task("third"), task("fourth"));
    tasks.forEach(bulkhead::execute);
    assertThat(bulkhead.running()).isOne();
    assertThat(bulkhead.waiting()).isEqualTo(4);
    assertThat(bulkhead.takesMore()).isTrue();
    release.countDown();
    for (FutureTask<Boolean> task : tasks) {
      assertThat(task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(served).containsExactly("first", "second", "third", "fourth");
    assertThat(bulkhead.refused()).isZero();
  }

  @Test
  void whereThereIsNoRoomTheNextIsRefusedAndFewWaitForASecondOrLonger() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 4);
    block(bulkhead);
    List<FutureTask<Boolean>> burst =
        List.of(task("first"), task("second"), task("third"), task("fourth"));
    burst.forEach(bulkhead::execute);
    assertRefused(bulkhead, 1);
    release.countDown();
    for (FutureTask<Boolean> task : burst) {
      assertThat(task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(served).containsExactly("first", "second", "third", "fourth");
    awaitIdle(bulkhead);

    CountDownLatch again = block(bulkhead, new CountDownLatch(1));
    FutureTask<Boolean> fifth = task("fifth");
    FutureTask<Boolean> admitted = task("admitted");
    bulkhead.execute(fifth);
    bulkhead.admitted().execute(admitted);
    assertThat(bulkhead.waiting()).isEqualTo(2);
    pass(Duration.ofMillis(999));
    assertRefused(bulkhead, 2);
    pass(Duration.ofMillis(999));
    assertThat(bulkhead.takesMore()).isFalse();
    assertThat(bulkhead.refused()).isEqualTo(3);
    pass(Duration.ofSeconds(2));
    assertThat(bulkhead.takesMore()).isTrue();
    FutureTask<Boolean> seventh = task("seventh");
    bulkhead.execute(seventh);
    again.countDown();
    assertThat(seventh.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(bulkhead.refused()).isEqualTo(3);
  }

  @Test
  void aFewRefusalsAmongManyTasksAreNoOverload() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 2);
    CountDownLatch first = block(bulkhead, new CountDownLatch(1));
    bulkhead.execute(task("second"));
    bulkhead.execute(task("third"));
    assertRefused(bulkhead, 1);
    first.countDown();
    awaitIdle(bulkhead);
    for (int i = 0; i < 4; i++) {
      FutureTask<Boolean> task = task("task " + i);
      bulkhead.execute(task);
      assertThat(task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      awaitIdle(bulkhead);
    }
    pass(Duration.ofSeconds(1));
    block(bulkhead);
    bulkhead.execute(task("fifth"));
    bulkhead.execute(task("sixth"));
    assertThat(bulkhead.waiting()).isEqualTo(2);
    assertThat(bulkhead.refused()).isOne();
    release.countDown();
  }

  private void assertRefused(Bulkhead bulkhead, int altogether) {
    FutureTask<Boolean> refused = task("never");
    bulkhead.execute(refused);
    assertThat(refused.isCancelled()).isTrue();
    assertThat(bulkhead.refused()).isEqualTo(altogether);
  }

  @Test
  void whoHasWaitedTooLongIsRefusedAndNobodyElse() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 8);
    block(bulkhead);
    FutureTask<Boolean> early = task("early");
    bulkhead.execute(early);
    pass(Duration.ofMillis(80));
    FutureTask<Boolean> late = task("late");
    bulkhead.execute(late);
    pass(Duration.ofMillis(20));
    bulkhead.refuseOverdue();
    assertThat(early.isCancelled()).isFalse();
    pass(Duration.ofMillis(1));
    bulkhead.refuseOverdue();
    assertThat(early.isCancelled()).isTrue();
    assertThat(late.isCancelled()).isFalse();
    release.countDown();
    assertThat(late.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(served).containsExactly("late");
  }

  @Test
  void whereTasksTakeLongMoreIsWaitedForThem() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 8);
    for (int i = 0; i < 200; i++) {
      FutureTask<Boolean> slow = new FutureTask<>(() -> pass(Duration.ofMillis(200)), true);
      bulkhead.execute(slow);
      slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      awaitIdle(bulkhead);
    }
    block(bulkhead);
    FutureTask<Boolean> waiting = task("waiting");
    bulkhead.execute(waiting);
    pass(Duration.ofMillis(450));
    bulkhead.refuseOverdue();
    assertThat(waiting.isCancelled()).isFalse();
    pass(Duration.ofMillis(100));
    bulkhead.refuseOverdue();
    assertThat(waiting.isCancelled()).isTrue();
    release.countDown();
  }

  @Test
  void aTaskThatCannotBeToldDoesNotWait() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 8);
    block(bulkhead);
    assertThatThrownBy(() -> bulkhead.execute(() -> served.add("never")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(bulkhead.refused()).isOne();
    release.countDown();
    awaitIdle(bulkhead);
    assertThat(served).isEmpty();
  }

  @Test
  void aTaskThatFailsGivesItsPlaceFree() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 0);
    bulkhead.execute(
        new FutureTask<>(() -> {
          throw new IllegalStateException("a fault");
        }));
    awaitIdle(bulkhead);
    FutureTask<Boolean> next = task("next");
    bulkhead.execute(next);
    assertThat(next.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private Bulkhead bulkhead(int runningMax, int waitingMax) {
    return new Bulkhead("test", new Bulkhead.Limits(runningMax, waitingMax, WAIT_MAX), now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private FutureTask<Boolean> task(String name) {
    return new FutureTask<>(() -> served.add(name));
  }

  private void block(Bulkhead bulkhead) throws InterruptedException {
    block(bulkhead, release);
  }

  private static CountDownLatch block(Bulkhead bulkhead, CountDownLatch until)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    bulkhead.execute(
        new FutureTask<>(() -> {
          begun.countDown();
          return until.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }));
    assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return until;
  }

  private static void awaitIdle(Bulkhead bulkhead) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (bulkhead.running() > 0) {
      assertThat(System.nanoTime()).isLessThan(limit);
      Thread.sleep(1);
    }
  }
}
