package org.pinacotheca.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ApiKeyProperties {
  @Property
  void aKeyIsOneToSixtyFourOfTheAllowedCharacters(@ForAll("nearlyKeys") String text) {
    boolean isKey = text.matches("[A-Za-z0-9._-]{1,64}");
    assertThat(ApiKey.isWellFormed(text)).isEqualTo(isKey);
    if (isKey) {
      assertThat(new ApiKey(text).value()).isEqualTo(text);
    } else {
      assertThatThrownBy(() -> new ApiKey(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void neighboursOfTheAllowedCharactersAreNotAllowed() {
    "@[`{/:,+ \u00df\u0661\u212a\0\n"
        .chars()
        .forEach(character ->
            assertThat(ApiKey.isWellFormed("a" + (char) character + "b"))
                .as("U+%04X", character)
                .isFalse());
  }

  /** Mostly valid keys; most of the others have one wrong character or are too long. */
  @Provide
  Arbitrary<String> nearlyKeys() {
    Arbitrary<Character> allowed =
        Arbitraries.chars().range('a', 'z').range('A', 'Z').range('0', '9').with('-', '_', '.');
    Arbitrary<Character> any =
        Arbitraries.frequencyOf(Tuple.of(60, allowed), Tuple.of(1, Arbitraries.chars()));
    return any.list()
        .ofMaxSize(66)
        .map(characters -> {
          StringBuilder text = new StringBuilder();
          characters.forEach(text::append);
          return text.toString();
        });
  }
}
