package org.pinacotheca.server.limits;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Which tasks run, wait or are refused, by a manual clock. */
class AdmissionTest {
  private static final int TIMEOUT_SECONDS = 300;
  private static final Duration WAIT_MAX = Duration.ofMillis(100);

  private final AtomicLong now = new AtomicLong(1);
  private final AtomicInteger connections = new AtomicInteger(1000);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> served = Collections.synchronizedList(new ArrayList<>());

  @Test
  void moreThanMayRunWaitAndAreServedInTurn() throws Exception {
    Admission admission = admission(1, 8);
    block(admission, release);
    List<FutureTask<Boolean>> tasks =
        List.of(task("first"), task("second"), task("third"), task("fourth"));
    tasks.forEach(admission::execute);
    assertThat(admission.running()).isOne();
    assertThat(admission.waiting()).isEqualTo(4);
    assertThat(admission.hasRoom()).isTrue();
    release.countDown();
    for (FutureTask<Boolean> task : tasks) {
      assertThat(task.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(served).containsExactly("first", "second", "third", "fourth");
    assertThat(admission.refused()).isZero();
  }

  @Test
  void whereThereIsNoRoomTheNextIsRefusedAndFewWaitDuringTheOverload() throws Exception {
    Admission admission = overloaded();
    CountDownLatch busy = block(admission, new CountDownLatch(1));
    assertThat(admission.hasRoom()).isTrue();
    admission.execute(task("one"));
    assertThat(admission.hasRoom()).isFalse();
    assertRefused(admission, 3);
    assertThat(admission.waiting()).isOne();
    busy.countDown();
    awaitIdle(admission);
  }

  @Test
  void anOverloadEndsWhenAPermitWasFreeForAThirdOfTheTime() throws Exception {
    assertThat(waitingAfterAPermitWasFreeFor(Duration.ofMillis(84))).isEqualTo(2);
  }

  @Test
  void anOverloadLastsWhilePermitsAreHardlyEverFree() throws Exception {
    assertThat(waitingAfterAPermitWasFreeFor(Duration.ofMillis(83))).isOne();
  }

  /** How many of two may wait a quarter of a second after an overload began. */
  private int waitingAfterAPermitWasFreeFor(Duration free) throws Exception {
    Admission admission = overloaded();
    pass(free);
    CountDownLatch busy = block(admission, new CountDownLatch(1));
    pass(Duration.ofMillis(250).minus(free));
    admission.execute(task("one"));
    admission.execute(task("another"));
    int waiting = admission.waiting();
    busy.countDown();
    awaitIdle(admission);
    return waiting;
  }

  @Test
  void itIsJudgedAgainAndAgain() throws Exception {
    Admission admission = overloaded();
    CountDownLatch busy = block(admission, new CountDownLatch(1));
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMillis(250));
      assertThat(admission.hasRoom()).isTrue();
      admission.execute(task("one"));
      assertThat(admission.hasRoom()).isFalse();
      busy.countDown();
      awaitIdle(admission);
      busy = block(admission, new CountDownLatch(1));
    }
    busy.countDown();
    awaitIdle(admission);
    pass(Duration.ofMillis(250));
    block(admission, release);
    admission.execute(task("two"));
    admission.execute(task("three"));
    assertThat(admission.waiting()).isEqualTo(2);
    release.countDown();
  }

  @Test
  void fewClientsThatRetryAtOnceAreAllServed() throws Exception {
    Admission admission = overloaded();
    connections.set(2);
    block(admission, release);
    pass(Duration.ofMillis(250));
    admission.execute(task("one"));
    admission.execute(task("two"));
    assertThat(admission.waiting()).isEqualTo(2);
    release.countDown();
  }

  @Test
  void duringAnOverloadFewerRunAndAsManyAsBeforeAfterwards() throws Exception {
    Admission.Limits limits =
        new Admission.Limits(
            new Admission.Room(3, 3), new Admission.Room(1, 1), Duration.ofDays(1));
    Admission admission = new Admission("test", limits, connections::get, now::get);
    List<CountDownLatch> running =
        List.of(
            block(admission, new CountDownLatch(1)),
            block(admission, new CountDownLatch(1)),
            block(admission, new CountDownLatch(1)));
    CountDownLatch next = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      admission.execute(blocking(next));
    }
    assertRefused(admission, 1);
    running.get(0).countDown();
    running.get(1).countDown();
    await(() -> admission.running() == 1);
    assertThat(admission.waiting()).isEqualTo(3);
    running.get(2).countDown();
    await(() -> admission.waiting() == 2);
    assertThat(admission.running()).isOne();
    connections.set(0);
    pass(Duration.ofMillis(250));
    admission.refuseOverdue();
    assertThat(admission.running()).isEqualTo(3);
    assertThat(admission.waiting()).isZero();
    next.countDown();
    awaitIdle(admission);
    assertThat(admission.refused()).isOne();
  }

  @Test
  void whoHasWaitedTooLongIsRefusedAndNobodyElse() throws Exception {
    Admission admission = admission(1, 8);
    block(admission, release);
    FutureTask<Boolean> early = task("early");
    admission.execute(early);
    pass(Duration.ofMillis(80));
    FutureTask<Boolean> late = task("late");
    admission.execute(late);
    pass(Duration.ofMillis(20));
    admission.refuseOverdue();
    assertThat(early.isCancelled()).isFalse();
    pass(Duration.ofMillis(1));
    admission.refuseOverdue();
    assertThat(early.isCancelled()).isTrue();
    assertThat(late.isCancelled()).isFalse();
    release.countDown();
    assertThat(late.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(served).containsExactly("late");
  }

  @Test
  void aTaskThatCannotBeCancelledDoesNotWait() throws Exception {
    Admission admission = admission(1, 8);
    block(admission, release);
    assertThatThrownBy(() -> admission.execute(() -> served.add("never")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(admission.refused()).isOne();
    release.countDown();
    awaitIdle(admission);
    assertThat(served).isEmpty();
  }

  @Test
  void aTaskThatFailsReleasesItsPermit() throws Exception {
    Admission admission = admission(1, 0);
    admission.execute(
        new FutureTask<>(() -> {
          throw new IllegalStateException("a fault");
        }));
    awaitIdle(admission);
    FutureTask<Boolean> next = task("next");
    admission.execute(next);
    assertThat(next.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** For one running and two waiting tasks, in an overload that has just begun, now idle. */
  private Admission overloaded() throws InterruptedException {
    Admission admission = admission(1, 2);
    CountDownLatch first = block(admission, new CountDownLatch(1));
    admission.execute(task("second"));
    admission.execute(task("third"));
    assertRefused(admission, 1);
    first.countDown();
    awaitIdle(admission);
    return admission;
  }

  private void assertRefused(Admission admission, int altogether) {
    FutureTask<Boolean> refused = task("never");
    admission.execute(refused);
    assertThat(refused.isCancelled()).isTrue();
    assertThat(admission.refused()).isEqualTo(altogether);
  }

  /** During an overload, one task runs and one waits. */
  private Admission admission(int running, int waiting) {
    Admission.Limits limits =
        new Admission.Limits(
            new Admission.Room(running, waiting), new Admission.Room(1, 1), WAIT_MAX);
    return new Admission("test", limits, connections::get, now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private FutureTask<Boolean> task(String name) {
    return new FutureTask<>(() -> served.add(name));
  }

  private static CountDownLatch block(Admission admission, CountDownLatch until)
      throws InterruptedException {
    int before = admission.running();
    admission.execute(blocking(until));
    await(() -> admission.running() > before);
    return until;
  }

  private static FutureTask<Boolean> blocking(CountDownLatch until) {
    return new FutureTask<>(() -> until.await(TIMEOUT_SECONDS, TimeUnit.SECONDS));
  }

  private static void awaitIdle(Admission admission) throws InterruptedException {
    await(() -> admission.running() == 0 && admission.waiting() == 0);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      Thread.sleep(1);
    }
  }
}
