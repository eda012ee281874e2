package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which tasks run, wait or are refused. */
class BulkheadTest extends BulkheadBehaviour {
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
  void whereThereIsNoRoomTheNextIsRefusedAndFewWaitAsLongAsManyAreRefused() throws Exception {
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
    bulkhead.execute(task("fifth"));
    bulkhead.admitted().execute(task("let in"));
    assertThat(bulkhead.waiting()).isEqualTo(2);
    pass(Duration.ofMillis(99));
    assertRefused(bulkhead, 2);
    pass(Duration.ofMillis(1));
    assertRefused(bulkhead, 3);
    pass(Duration.ofMillis(100));
    assertThat(bulkhead.takesMore()).isFalse();
    assertThat(bulkhead.refused()).isEqualTo(4);
    pass(Duration.ofMillis(200));
    assertThat(bulkhead.takesMore()).isTrue();
    FutureTask<Boolean> last = task("last");
    bulkhead.execute(last);
    again.countDown();
    assertThat(last.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(bulkhead.refused()).isEqualTo(4);
  }

  @Test
  void aFewRefusalsAmongManyTasksAreNoOverload() throws Exception {
    assertThat(waitingAfterOneRefusalAmong(4)).isEqualTo(2);
  }

  @Test
  void manyRefusalsAmongFewTasksAreAnOverload() throws Exception {
    assertThat(waitingAfterOneRefusalAmong(3)).isOne();
  }

  /** How many of two may wait 0.1 seconds later. */
  private int waitingAfterOneRefusalAmong(int tasks) throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    for (int i = 1; i < tasks; i++) {
      FutureTask<Boolean> task = task("task " + i);
      bulkhead.execute(task);
      assertThat(task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      awaitIdle(bulkhead);
    }
    pass(Duration.ofMillis(6));
    CountDownLatch last = block(bulkhead, new CountDownLatch(1));
    pass(Duration.ofMillis(94));
    bulkhead.execute(task("one"));
    bulkhead.execute(task("another"));
    int waiting = bulkhead.waiting();
    last.countDown();
    awaitIdle(bulkhead);
    return waiting;
  }

  @Test
  void aServerThatStoodStillForAMomentIsNotOverloadedOnceThereWasNothingToDoForAWhile()
      throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    pass(Duration.ofMillis(50));
    CountDownLatch busy = block(bulkhead, new CountDownLatch(1));
    bulkhead.execute(task("one"));
    assertRefused(bulkhead, 2);
    busy.countDown();
    awaitIdle(bulkhead);
    pass(Duration.ofMillis(50));
    block(bulkhead);
    bulkhead.execute(task("two"));
    bulkhead.execute(task("three"));
    assertThat(bulkhead.waiting()).isEqualTo(2);
    assertThat(bulkhead.refused()).isEqualTo(2);
    release.countDown();
  }

  @Test
  void whileThereIsTooMuchToDoFewerRunAndAsManyAsBeforeAfterwards() throws Exception {
    Bulkhead bulkhead =
        new Bulkhead("test", limits(3, 3, 1, Duration.ofDays(1)), turns, () -> 1000, now::get);
    List<CountDownLatch> running =
        List.of(
            block(bulkhead, new CountDownLatch(1)),
            block(bulkhead, new CountDownLatch(1)),
            block(bulkhead, new CountDownLatch(1)));
    CountDownLatch next = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      bulkhead.execute(blocking(next));
    }
    assertRefused(bulkhead, 1);
    running.get(0).countDown();
    running.get(1).countDown();
    await(() -> bulkhead.running() == 1);
    assertThat(bulkhead.waiting()).isEqualTo(3);
    running.get(2).countDown();
    await(() -> bulkhead.waiting() == 2);
    assertThat(bulkhead.running()).isOne();
    pass(Duration.ofMillis(200));
    bulkhead.refuseOverdue();
    assertThat(bulkhead.running()).isEqualTo(3);
    assertThat(bulkhead.waiting()).isZero();
    next.countDown();
    awaitIdle(bulkhead);
    assertThat(bulkhead.refused()).isOne();
  }

  @Test
  void whatWasLetInIsDoneBeforeWhatIsNew() throws Exception {
    Bulkhead bulkhead = bulkhead(1, 2);
    block(bulkhead);
    bulkhead.execute(task("new"));
    FutureTask<Boolean> last = task("newer");
    bulkhead.execute(last);
    bulkhead.admitted().execute(task("let in"));
    bulkhead.admitted().execute(task("let in later"));
    release.countDown();
    assertThat(last.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(served).containsExactly("let in", "let in later", "new", "newer");
  }

  @Test
  void whoIsLetInAndNeverComesKeepsNobodyOut() {
    Bulkhead bulkhead = bulkhead(1, 1);
    for (int let = 0; let < 1000; let++) {
      assertThat(bulkhead.letsIn()).isTrue();
    }
    assertThat(bulkhead.refused()).isZero();
  }

  @Test
  void whileThereIsTooMuchToDoWhoIsLetInHasAPlaceUntilHeComesOrIsLate() throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    assertThat(bulkhead.letsIn()).isTrue();
    assertThat(bulkhead.letsIn()).isTrue();
    assertThat(bulkhead.letsIn()).isFalse();
    block(bulkhead, bulkhead.admitted(), release);
    bulkhead.admitted().execute(task("second"));
    assertThat(bulkhead.waiting()).isOne();
    assertThat(bulkhead.letsIn()).isFalse();
    release.countDown();
    awaitIdle(bulkhead);

    CountDownLatch busy = block(bulkhead, new CountDownLatch(1));
    assertThat(bulkhead.letsIn()).isTrue();
    assertThat(bulkhead.letsIn()).isFalse();
    pass(Duration.ofMillis(150));
    assertThat(bulkhead.letsIn()).isFalse();
    pass(Duration.ofMillis(99));
    assertThat(bulkhead.letsIn()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(bulkhead.letsIn()).isTrue();
    busy.countDown();
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
}
