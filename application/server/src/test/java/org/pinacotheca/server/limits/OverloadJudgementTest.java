package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When there is overload, and how many tasks may wait then, with a manual clock. */
class OverloadJudgementTest {
  private static final int LEAST = 1;
  private static final int MOST = 10;
  private static final long PERIOD = Duration.ofMillis(100).toNanos();

  private int clients = 1000;
  private final Overload overload = new Overload(LEAST, MOST, () -> clients);
  private long now = 1;

  @Test
  void itBeginsWithWhoIsRefused() {
    overload.taken();
    assertThat(overload.isNow(now)).isFalse();
    assertThat(overload.waiting()).isEqualTo(MOST);
    overload.refused(now);
    assertThat(overload.isNow(now)).isTrue();
    assertThat(overload.waiting()).isEqualTo(LEAST);
  }

  @Test
  void itGoesOnWhileManyAreRefusedAndNoPlaceIsFree() {
    overload.hasFreePlace(false, now);
    for (int period = 0; period < 50; period++) {
      come(3, 1);
      now += PERIOD;
      assertThat(overload.isNow(now)).isTrue();
      assertThat(overload.waiting()).isEqualTo(LEAST);
    }
  }

  @Test
  void whereFewAreRefusedAndPlacesAreFreeNowAndThenMoreMayWaitUntilAllMay() {
    come(0, 1);
    assertThat(waitingAfterPeriod(6, 8, 1)).isEqualTo(2);
    assertThat(waitingAfterPeriod(6, 4, 1)).isEqualTo(4);
    assertThat(waitingAfterPeriod(6, 4, 1)).isEqualTo(8);
    assertThat(overload.isNow(now)).isTrue();
    assertThat(waitingAfterPeriod(6, 4, 1)).isEqualTo(MOST);
    assertThat(overload.isNow(now)).isFalse();
  }

  @Test
  void whereFewAreRefusedAndHardlyAnyPlaceIsFreeAsManyMayWaitAsBefore() {
    come(0, 1);
    assertThat(waitingAfterPeriod(4, 8, 1)).isEqualTo(LEAST);
    assertThat(waitingAfterPeriod(6, 4, 1)).isEqualTo(2);
    assertThat(waitingAfterPeriod(4, 4, 1)).isEqualTo(2);
    assertThat(waitingAfterPeriod(4, 3, 1)).isEqualTo(LEAST);
  }

  @Test
  void itIsOverWhenNobodyCameForAWhile() {
    overload.hasFreePlace(false, now);
    come(0, 100);
    now += 2 * PERIOD - 1;
    assertThat(overload.isNow(now)).isTrue();
    come(0, 100);
    now += 2 * PERIOD;
    assertThat(overload.isNow(now)).isFalse();
  }

  @Test
  void itIsOverWhenAllWhoCouldAskMayWait() {
    overload.hasFreePlace(false, now);
    clients = MOST + 1;
    come(1, 100);
    now += PERIOD;
    assertThat(overload.isNow(now)).isTrue();
    clients = MOST;
    come(1, 100);
    now += PERIOD;
    assertThat(overload.isNow(now)).isFalse();
    assertThat(overload.waiting()).isEqualTo(MOST);
  }

  @Test
  void whereManyAreRefusedThoughPlacesAreFreeMoreMayWaitUntilAllMay() {
    come(0, 10);
    assertThat(waitingAfterPeriod(40, 0, 10)).isEqualTo(2);
    assertThat(waitingAfterPeriod(40, 0, 10)).isEqualTo(4);
    assertThat(waitingAfterPeriod(40, 0, 10)).isEqualTo(8);
    assertThat(overload.isNow(now)).isTrue();
    assertThat(waitingAfterPeriod(40, 0, 10)).isEqualTo(MOST);
    assertThat(overload.isNow(now)).isFalse();
  }

  @Test
  void whereNoPlaceIsFreeAnyMoreHardlyAnybodyMayWaitAgain() {
    come(0, 10);
    assertThat(waitingAfterPeriod(40, 0, 10)).isEqualTo(2);
    assertThat(waitingAfterPeriod(30, 0, 10)).isEqualTo(LEAST);
  }

  @Test
  void wherePlacesAreFreeOnlyBecauseManyAreReadTooLateItGoesOn() {
    overload.refused(now);
    for (int late = 0; late < 10; late++) {
      overload.refusedAsLate();
    }
    assertThat(waitingAfterPeriod(90, 0, 5)).isEqualTo(LEAST);
    assertThat(overload.isNow(now)).isTrue();
  }

  /** The judgement after a period in which a permit was free for this percentage. */
  private int waitingAfterPeriod(int freeParts, int taken, int refused) {
    overload.hasFreePlace(true, now);
    now += PERIOD * freeParts / 100;
    overload.hasFreePlace(false, now);
    come(taken, refused);
    now += PERIOD * (100 - freeParts) / 100;
    assertThat(overload.isNow(now)).isEqualTo(overload.waiting() < MOST);
    return overload.waiting();
  }

  private void come(int taken, int refused) {
    for (int i = 0; i < refused; i++) {
      overload.refused(now);
    }
    for (int i = 0; i < taken; i++) {
      overload.taken();
    }
  }
}
