package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadingTurnsTest {
  private static final int MANY = 24;

  private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());
  private final ReadingTurns turns = new ReadingTurns(now::get);
  private final List<Runnable> afterwards = new ArrayList<>();

  @Test
  void whoIsReadBehindManyOthersIsLate() {
    read(MANY);
    assertThat(turns.isLate()).isFalse();
    read(1);
    assertThat(turns.isLate()).isTrue();
  }

  @Test
  void whoCameWhileManyWereReadIsLateToo() {
    read(MANY + 1);
    end();
    read(1);
    assertOnlyThisTurnIsLate();
  }

  @Test
  void afterAPauseNobodyHasWaited() {
    read(MANY + 1);
    end();
    now.addAndGet(Duration.ofMillis(1).toNanos() - 1);
    read(1);
    assertThat(turns.isLate()).isTrue();
    end();
    read(MANY + 1);
    end();
    now.addAndGet(Duration.ofMillis(1).toNanos());
    read(1);
    assertThat(turns.isLate()).isFalse();
  }

  @Test
  void aTurnThatTakesLongMakesNobodyLate() {
    for (int request = 0; request < MANY; request++) {
      read(1);
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(turns.isLate()).isFalse();
  }

  @Test
  void whoIsReadAfterATaskInTheSameTurnIsLateAndWhoIsReadInTheNextIsNot() {
    read(1);
    turns.stoodBack();
    read(1);
    assertOnlyThisTurnIsLate();
  }

  @Test
  void aThreadReadsFromItsFirstRequestToTheEndOfItsTurn() {
    assertThat(turns.isReading()).isFalse();
    read(1);
    assertThat(turns.isReading()).isTrue();
    end();
    assertThat(turns.isReading()).isFalse();
  }

  @Test
  void eachThreadHasTurnsOfItsOwn() throws Exception {
    read(MANY + 1);
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(
            () -> {
              read(1);
              return turns.isLate();
            },
            Thread.ofPlatform()::start);
    assertThat(other.get(5, TimeUnit.MINUTES)).isFalse();
    assertThat(turns.isLate()).isTrue();
  }

  private void assertOnlyThisTurnIsLate() {
    assertThat(turns.isLate()).isTrue();
    end();
    read(1);
    assertThat(turns.isLate()).isFalse();
  }

  private void read(int requests) {
    for (int request = 0; request < requests; request++) {
      turns.read(afterwards::add);
    }
  }

  private void end() {
    assertThat(afterwards).hasSize(1);
    afterwards.removeFirst().run();
  }
}
