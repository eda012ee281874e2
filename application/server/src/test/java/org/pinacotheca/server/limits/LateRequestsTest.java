package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Refusal of requests that were read late, and tasks that the event loop waits for. */
class LateRequestsTest extends BulkheadBehaviour {
  private final List<Runnable> turnEnds = new ArrayList<>();

  @Test
  void whoWasReadLateIsRefusedOnlyWhileThereIsTooMuchToDo() throws Exception {
    Bulkhead calm = bulkhead(1, 2);
    runFor(calm, Duration.ofMillis(1));
    readLate();
    assertThat(calm.takesMore()).isTrue();
    readInTime();
    Bulkhead bulkhead = fullBulkhead();
    runFor(bulkhead, Duration.ofMillis(1));
    readLate();
    assertThat(bulkhead.takesMore()).isFalse();
    assertThat(bulkhead.letsIn()).isFalse();
    assertThat(bulkhead.refused()).isEqualTo(3);
    readInTime();
    assertThat(bulkhead.takesMore()).isTrue();
  }

  @Test
  void whereTasksTakeNoLongerThanAFewRefusalsOnlyThoseAreRefusedForWhomThereIsNoRoom()
      throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    runFor(bulkhead, Duration.ofNanos(50_000));
    readLate();
    assertThat(bulkhead.takesMore()).isTrue();
    CountDownLatch busy = block(bulkhead, new CountDownLatch(1));
    bulkhead.execute(task("one"));
    bulkhead.execute(task("another"));
    assertThat(bulkhead.waiting()).isEqualTo(2);
    assertThat(bulkhead.takesMore()).isFalse();
    busy.countDown();
    awaitIdle(bulkhead);
    runFor(bulkhead, Duration.ofMillis(1));
    runFor(bulkhead, Duration.ofMillis(1));
    assertThat(bulkhead.takesMore()).isFalse();
  }

  @Test
  void whileThereIsTooMuchToDoWhoeverReadsWaitsForTheTaskHeHasBrought() throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    runFor(bulkhead, Duration.ofMillis(1));
    assertThat(isWaitedForByWhoReads(bulkhead)).isTrue();
    assertThat(bulkhead.takesMore()).isFalse();
    readInTime();
    assertThat(bulkhead.takesMore()).isTrue();
  }

  @Test
  void nobodyWaitsForATaskThatUsuallyTakesLong() throws Exception {
    Bulkhead lengthy = fullBulkhead();
    runFor(lengthy, Duration.ofMillis(3));
    assertThat(isWaitedForByWhoReads(lengthy)).isFalse();
  }

  @Test
  void nobodyWaitsForATaskWhileThereIsNotTooMuchToDoOrPlacesAreFree() throws Exception {
    Bulkhead calm = bulkhead(1, 2);
    runFor(calm, Duration.ofMillis(1));
    assertThat(isWaitedForByWhoReads(calm)).isFalse();
    Bulkhead roomy = new Bulkhead("test", limits(2, 0, 2, WAIT_MAX), turns, () -> 1000, now::get);
    runFor(roomy, Duration.ofMillis(1));
    CountDownLatch both = new CountDownLatch(1);
    block(roomy, both);
    block(roomy, both);
    assertRefused(roomy, 1);
    both.countDown();
    awaitIdle(roomy);
    assertThat(isWaitedForByWhoReads(roomy)).isFalse();
  }

  @Test
  void aTaskThatTakesLongerThanUsualIsNotWaitedForAnyLonger() throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    runFor(bulkhead, Duration.ofMillis(1));
    readInTime();
    bulkhead.execute(blocking(release));
    assertThat(turns.isLate()).isTrue();
    assertThat(bulkhead.running()).isOne();
    release.countDown();
  }

  private boolean isWaitedForByWhoReads(Bulkhead bulkhead) throws InterruptedException {
    readInTime();
    bulkhead.execute(task("brought"));
    boolean isWaitedFor = turns.isLate();
    awaitIdle(bulkhead);
    return isWaitedFor;
  }

  @Test
  void whereAllAreReadLateAPlaceIsGivenWhenItWasFreeForSomeTasks() throws Exception {
    Bulkhead bulkhead = bulkheadWhereAllWereLateForAQuarterOfASecond();
    runFor(bulkhead, Duration.ofMillis(1));
    pass(Duration.ofMillis(16));
    assertThat(bulkhead.takesMore()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(bulkhead.takesMore()).isTrue();
    CountDownLatch busy = block(bulkhead, new CountDownLatch(1));
    pass(Duration.ofMillis(32));
    assertThat(bulkhead.takesMore()).isFalse();
    busy.countDown();
  }

  @Test
  void whereSomebodyCameInTimeNotLongAgoNoPlaceIsGivenToWhoIsLate() throws Exception {
    Bulkhead bulkhead = bulkheadWhereAllWereLateForAQuarterOfASecond();
    pass(Duration.ofNanos(1));
    assertThat(bulkhead.takesMore()).isTrue();
    assertThat(bulkhead.takesMore()).isTrue();
  }

  /** A bulkhead whose last timely request was this long ago; tasks take a millisecond. */
  private Bulkhead bulkheadWhereAllWereLateForAQuarterOfASecond() throws Exception {
    Bulkhead bulkhead = fullBulkhead();
    runFor(bulkhead, Duration.ofMillis(1));
    readInTime();
    assertThat(bulkhead.takesMore()).isTrue();
    readLate();
    for (int asked = 0; asked < 5; asked++) {
      assertThat(bulkhead.takesMore()).isFalse();
      pass(Duration.ofMillis(50));
    }
    assertThat(bulkhead.takesMore()).isFalse();
    return bulkhead;
  }

  private void readInTime() {
    turnEnds.forEach(Runnable::run);
    turnEnds.clear();
    turnsNow.addAndGet(Duration.ofMillis(1).toNanos());
    turns.read(turnEnds::add);
  }

  private void readLate() {
    readInTime();
    for (int other = 0; other < 24; other++) {
      turns.read(turnEnds::add);
    }
    assertThat(turns.isLate()).isTrue();
  }

  /** One task, which sets the usual length if it is the first. */
  private void runFor(Bulkhead bulkhead, Duration length) throws Exception {
    FutureTask<Boolean> task = new FutureTask<>(() -> pass(length), true);
    bulkhead.execute(task);
    task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    awaitIdle(bulkhead);
  }
}
