package org.pinacotheca.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsualLengthTest {
  private static final long LIST = Duration.ofNanos(20_000).toNanos();
  private static final long PAGE = Duration.ofNanos(150_000).toNanos();
  private static final long UPLOAD = Duration.ofMillis(26).toNanos();
  private static final long INTERRUPTED = Duration.ofMillis(3).toNanos();

  private final UsualLength usual = new UsualLength();

  @Test
  void theFirstTaskIsTheUsualOne() {
    assertThat(usual.nanos()).isZero();
    assertThat(usual.isKnownToBeUpTo(UPLOAD)).isFalse();
    usual.taken(UPLOAD);
    assertThat(usual.nanos()).isEqualTo(UPLOAD);
    assertThat(usual.isKnownToBeUpTo(UPLOAD)).isTrue();
    assertThat(usual.isKnownToBeUpTo(UPLOAD - 1)).isFalse();
  }

  @Test
  void aTaskInTwentyThatWasInterruptedHardlyCounts() {
    for (int task = 0; task < 1000; task++) {
      usual.taken(task % 20 == 19 ? INTERRUPTED : LIST);
    }
    assertThat(usual.nanos()).isBetween(LIST, LIST * 3 / 2);
  }

  @Test
  void whatHasBecomeLongerForGoodIsUsualAfterSomeDozens() {
    usual.taken(LIST);
    for (int task = 0; task < 200; task++) {
      usual.taken(UPLOAD);
    }
    assertThat(usual.nanos()).isBetween(UPLOAD * 9 / 10, UPLOAD);
  }

  @Test
  void ofTwoKindsItIsBetween() {
    for (int task = 0; task < 1000; task++) {
      usual.taken(task % 2 == 0 ? LIST : PAGE);
    }
    assertThat(usual.nanos()).isBetween(LIST * 2, PAGE * 2 / 3);
  }
}
