package org.pinacotheca.domain.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RateWindowProperties {
  private static final long FAR = 10_000_000_000L;

  @Property
  void everyTimeIsInTheWindowThatHasBegunAndNotEnded(
      @ForAll @LongRange(min = -FAR, max = FAR) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant time = Instant.ofEpochSecond(second, nano);
    RateWindow window = RateWindow.of(time);
    assertThat(window.start()).isBeforeOrEqualTo(time);
    assertThat(window.left(time)).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(RateWindow.of(time.plus(window.left(time)))).isNotEqualTo(window);
    assertThat(RateWindow.of(window.start())).isEqualTo(window);
  }

  @Example
  void aWindowDoesNotBeginWithinAMinute() {
    assertThatThrownBy(() -> new RateWindow(Instant.ofEpochSecond(61)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
