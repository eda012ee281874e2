package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The base of bulkhead tests, with a manual clock. */
public abstract class BulkheadBehaviour {
  public static final int PATIENCE_SECONDS = 300;
  public static final Duration WAIT_MAX = Duration.ofMillis(100);

  public final AtomicLong now = new AtomicLong(1);
  public final AtomicLong turnsNow = new AtomicLong(Duration.ofDays(1).toNanos());
  public final ReadingTurns turns = new ReadingTurns(turnsNow::get);
  public final CountDownLatch release = new CountDownLatch(1);
  final List<String> served = Collections.synchronizedList(new ArrayList<>());

  /** A bulkhead for one running and two waiting tasks, after a refusal, now idle. */
  Bulkhead fullBulkhead() throws InterruptedException {
    Bulkhead bulkhead = bulkhead(1, 2);
    CountDownLatch first = block(bulkhead, new CountDownLatch(1));
    bulkhead.execute(task("second"));
    bulkhead.execute(task("third"));
    assertRefused(bulkhead, 1);
    first.countDown();
    awaitIdle(bulkhead);
    return bulkhead;
  }

  void assertRefused(Bulkhead bulkhead, int altogether) {
    FutureTask<Boolean> refused = task("never");
    bulkhead.execute(refused);
    assertThat(refused.isCancelled()).isTrue();
    assertThat(bulkhead.refused()).isEqualTo(altogether);
  }

  Bulkhead bulkhead(int running, int waiting) {
    return new Bulkhead(
        "test", limits(running, waiting, running, WAIT_MAX), turns, () -> 1000, now::get);
  }

  static Bulkhead.Limits limits(
      int running, int waiting, int runningUnderOverload, Duration waitMax) {
    return new Bulkhead.Limits(
        new Bulkhead.Room(running, waiting), new Bulkhead.Room(runningUnderOverload, 1), waitMax);
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  FutureTask<Boolean> task(String name) {
    return new FutureTask<>(() -> served.add(name));
  }

  void block(Bulkhead bulkhead) throws InterruptedException {
    block(bulkhead, release);
  }

  static CountDownLatch block(Bulkhead bulkhead, CountDownLatch until) throws InterruptedException {
    return block(bulkhead, bulkhead, until);
  }

  static CountDownLatch block(Bulkhead bulkhead, Executor door, CountDownLatch until)
      throws InterruptedException {
    int before = bulkhead.running();
    door.execute(blocking(until));
    await(() -> bulkhead.running() > before);
    return until;
  }

  static FutureTask<Boolean> blocking(CountDownLatch until) {
    return new FutureTask<>(() -> until.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  static void awaitIdle(Bulkhead bulkhead) throws InterruptedException {
    await(() -> bulkhead.running() == 0);
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      Thread.sleep(1);
    }
  }
}
