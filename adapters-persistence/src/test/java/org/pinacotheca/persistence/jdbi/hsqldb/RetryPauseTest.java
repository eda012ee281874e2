package org.pinacotheca.persistence.jdbi.hsqldb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A disk that refuses all writes is retried. */
class RetryPauseTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private static void assertIs(RetryPause pause, long nanos) {
    assertThat(pause.isOver(nanos - 1)).isFalse();
    assertThat(pause.isOver(nanos)).isTrue();
  }

  @Test
  void eachTryThatEndsReadersDoublesThePauseUpToAMinute() {
    RetryPause pause = new RetryPause(SECOND);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertIs(pause, seconds * SECOND);
      pause.lengthen();
    }
    pause.reset();
    assertIs(pause, SECOND);
  }

  @Test
  void aPauseThatIsLongerOrNoneStaysAsItIs() {
    for (long nanos : new long[] {0, 3600 * SECOND}) {
      RetryPause pause = new RetryPause(nanos);
      pause.lengthen();
      assertIs(pause, nanos);
    }
  }
}
