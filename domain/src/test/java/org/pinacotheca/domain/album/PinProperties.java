package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PinProperties {
  @Property
  void fourLettersOrDigitsAreAPinThatNeverShowsItself(@ForAll("pins") String text) {
    Pin pin = new Pin(text);
    assertThat(pin.value()).isEqualTo(text);
    assertThat(pin.toString()).doesNotContain(text);
  }

  @Property
  void anythingElseIsNoneAndIsNotShownEither(@ForAll String text) {
    boolean isPin = text.matches("[A-Za-z0-9]{4}");
    assertThat(Pin.isWellFormed(text)).isEqualTo(isPin);
    if (!isPin) {
      assertThatThrownBy(() -> new Pin(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a PIN is exactly 4 letters or digits");
    }
  }

  @Property
  void weakInOneCaseIsWeakInTheOther(@ForAll("pins") String text) {
    assertThat(new Pin(text.toUpperCase(Locale.ROOT)).weakness())
        .isEqualTo(new Pin(text.toLowerCase(Locale.ROOT)).weakness());
  }

  @Example
  void digitsOfOtherScriptsAreNoDigits() {
    for (String text : new String[] {"１２５９", "١٢٥٩", "äbcd", "12 5", "1259\n", ""}) {
      assertThat(Pin.isWellFormed(text)).as(text).isFalse();
    }
  }

  /** PINs among which runs and repetitions are frequent. */
  @Provide
  Arbitrary<String> pins() {
    Arbitrary<String> any =
        Arbitraries.strings()
            .ofLength(4)
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9');
    Arbitrary<String> close = Arbitraries.strings().ofLength(4).withCharRange('3', '6');
    Arbitrary<String> runs =
        Arbitraries.chars()
            .range('d', 'w')
            .map(c -> "" + c + (char) (c + 1) + (char) (c + 2) + (char) (c + 3));
    return Arbitraries.oneOf(any, close, runs);
  }
}
