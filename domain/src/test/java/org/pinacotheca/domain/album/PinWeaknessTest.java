package org.pinacotheca.domain.album;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinWeaknessTest {
  private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

  @ParameterizedTest
  @CsvSource({
    "FEW_CHARACTERS, 0000 zzzz AAaa 1212 abab aBAb 1122 aabb AABB 1221 1a1a 0007 7771 9899",
    "RUN, 1234 6789 4321 abcd WXYZ dcba AbCd 1357 2468 9753 aceg 0369 ZxVt 7890 9012 2109 1470 0741"
        + " YZAB 1a2b A1B2 12ab cd43 a12b 1abc 321x",
    "KEYBOARD_PATTERN, 2580 0852 8520 7410 3690 0963 1254 3698 1379 1397 3179 7139 2684 2648 qwer"
        + " QWER rewq asdf 1qaz ZAQ1 azer yxcv 1q2w 2w3e WASD q1w2 W2Q1 aqsw",
    "YEAR, 1900 1984 1990 2001 2023 2099",
    "COMMON, pass PASS PaSs love Mary 1066 5150 R2D2 4you"
  })
  void whatEverybodyTriesFirstIsWeak(PinWeakness weakness, String pins) {
    for (String pin : pins.split(" ")) {
      assertThat(new Pin(pin).weakness()).as(pin).contains(weakness);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7f3q", "a7Z3", "Qz7X", "8305", "7391", "1235", "2719", "xKpe", "19a9", "2149", "2a1c",
        "5a7b", "q1t2"
      })
  void whatFollowsNoPatternIsNot(String pin) {
    assertThat(new Pin(pin).weakness()).isEmpty();
  }

  /** Counted in lower case: each of these PINs stands for up to 16. */
  @Test
  void ofAHundredPinsNinetyEightStayAllowed() {
    assertThat(allowed(CHARACTERS)).isGreaterThan(0.98);
  }

  @Test
  void ofAHundredPinsOfDigitsEightyFiveStayAllowed() {
    assertThat(allowed(CHARACTERS.substring(0, 10))).isBetween(0.85, 0.95);
  }

  @Test
  void ofAHundredPinsOfLettersNinetySevenStayAllowed() {
    assertThat(allowed(CHARACTERS.substring(10))).isBetween(0.97, 0.995);
  }

  private static double allowed(String characters) {
    int base = characters.length();
    int pins = base * base * base * base;
    int allowed = 0;
    char[] pin = new char[4];
    for (int number = 0; number < pins; number++) {
      int rest = number;
      for (int place = 0; place < pin.length; place++) {
        pin[place] = characters.charAt(rest % base);
        rest /= base;
      }
      if (new Pin(new String(pin)).weakness().isEmpty()) {
        allowed++;
      }
    }
    return (double) allowed / pins;
  }
}
