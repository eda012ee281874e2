package org.pinacotheca.domain.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class PriceProperties {
  @Property
  void aPriceIsReadWhateverZerosFollowIt(
      @ForAll @LongRange(max = 10_000_000) long hundredths,
      @ForAll @IntRange(min = 2, max = 30) int scale) {
    Price price = new Price(new Credits(hundredths));
    BigDecimal written = BigDecimal.valueOf(hundredths, 2);
    assertThat(Price.of(written.setScale(scale))).contains(price);
    assertThat(Price.of(written.stripTrailingZeros())).contains(price);
    assertThat(price.amount().toDecimal()).isEqualTo(written);
  }

  @Property
  void whatIsReadIsExactlyWhatWasWritten(
      @ForAll @BigRange(min = "-10", max = "100010") @Scale(3) BigDecimal written) {
    boolean isPrice =
        written.signum() >= 0
            && written.compareTo(new BigDecimal("100000")) <= 0
            && written.remainder(new BigDecimal("0.01")).signum() == 0;
    assertThat(Price.of(written).isPresent()).isEqualTo(isPrice);
    Price.of(written)
        .ifPresent(price -> assertThat(price.amount().toDecimal()).isEqualByComparingTo(written));
  }

  @Example
  void theLimitsAreNothingAndAHundredThousand() {
    assertThat(Price.of(new BigDecimal("0.01"))).map(Price::isFree).contains(false);
    assertThat(Price.of(new BigDecimal("0.00"))).map(Price::isFree).contains(true);
    assertThat(Price.of(new BigDecimal("100000"))).isPresent();
    assertThat(Price.of(new BigDecimal("1E+5"))).isPresent();
    for (String bad : new String[] {"0.009", "0.001", "-0.01", "100000.01", "1E+6", "1E-3"}) {
      assertThat(Price.of(new BigDecimal(bad))).as(bad).isEmpty();
    }
    assertThatThrownBy(() -> new Price(new Credits(10_000_001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100000.01");
  }

  @Example
  void hugeAndTinyNumbersAreRefusedAtOnce() {
    assertThat(Price.of(new BigDecimal("1E+999999999"))).isEmpty();
    assertThat(Price.of(new BigDecimal("1E-999999999"))).isEmpty();
    assertThat(Price.of(new BigDecimal("1." + "0".repeat(10_000) + "1"))).isEmpty();
    for (String exponent : new String[] {"2147483647", "-2147483647", "999999999"}) {
      assertThat(Credits.of(new BigDecimal("1E" + exponent))).as(exponent).isEmpty();
    }
  }

  @Property
  void creditsCompareAsTheirDecimals(
      @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
    assertThat(new Credits(one).compareTo(new Credits(other)))
        .isEqualTo(new Credits(one).toDecimal().compareTo(new Credits(other).toDecimal()));
  }

  @Example
  void creditsAreNeverNegative() {
    assertThatThrownBy(() -> new Credits(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
