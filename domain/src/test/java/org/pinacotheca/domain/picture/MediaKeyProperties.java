package org.pinacotheca.domain.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class MediaKeyProperties {
  @Property
  void thirtyTwoLowerCaseHexadecimalDigitsAreAKey(
      @ForAll
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'f')
          @StringLength(min = 31, max = 33)
          String text) {
    if (text.length() == 32) {
      assertThat(new MediaKey(text).value()).isEqualTo(text);
    } else {
      assertRefused(text);
    }
  }

  @Example
  void nothingElseIsADigit() {
    "/:`gAFG@ \u0661\u00e4\0"
        .chars()
        .forEach(character -> assertRefused("0".repeat(15) + (char) character + "0".repeat(16)));
    assertRefused("");
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> new MediaKey(text))
        .as(text)
        .isInstanceOf(IllegalArgumentException.class);
  }
}
