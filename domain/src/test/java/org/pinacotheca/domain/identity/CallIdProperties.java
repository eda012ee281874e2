package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CallIdProperties {
  @Property
  void callIdsCompareAsNumbers(@ForAll("callIds") String one, @ForAll("callIds") String other) {
    int expected = new BigDecimal(one).compareTo(new BigDecimal(other));
    assertThat(id(one).compareTo(id(other))).isEqualTo(expected);
  }

  @Property
  void onlyPlainDecimalsAreCallIds(@ForAll String text) {
    boolean isPlain = text.matches("[0-9]{1,40}(\\.[0-9]{1,20})?");
    assertThat(CallId.parse(text).isPresent()).isEqualTo(isPlain);
  }

  @Example
  void theOrderIsNotThatOfTexts() {
    List<String> ascending =
        List.of("0", "1.5", "1.50000001", "9", "10", "1751328000123", "9".repeat(40));
    for (int index = 1; index < ascending.size(); index++) {
      assertThat(id(ascending.get(index))).isGreaterThan(id(ascending.get(index - 1)));
    }
    assertThat(id("1.50")).isEqualByComparingTo(id("1.5"));
    assertThat(id("007")).isEqualByComparingTo(id("7"));
  }

  @Example
  void whatIsLongSignedOrInAnotherNotationIsNone() {
    for (String bad :
        List.of(
            "",
            ".",
            "1.",
            ".5",
            "-1",
            "+1",
            "1e3",
            "1,5",
            " 1",
            "1\n",
            "١",
            "1.5.1",
            "9".repeat(41),
            "0." + "1".repeat(21))) {
      assertThat(CallId.parse(bad)).as(bad).isEmpty();
    }
    assertThatThrownBy(() -> new CallId(new BigDecimal("-1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallId(new BigDecimal("1E+5")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CallId id(String text) {
    return CallId.parse(text).orElseThrow();
  }

  @Provide
  Arbitrary<String> callIds() {
    Arbitrary<String> whole = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(40);
    Arbitrary<String> fraction = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> close = Arbitraries.of("9", "10", "9.9", "9.90", "09", "0", "0.0");
    return Arbitraries.oneOf(
        whole, close, Combinators.combine(whole, fraction).as((w, f) -> w + "." + f));
  }
}
