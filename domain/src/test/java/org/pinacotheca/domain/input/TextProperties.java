package org.pinacotheca.domain.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TextProperties {
  @Property
  void aTextIsWritableWhenEachOfItsCharactersIs(@ForAll("texts") String text) {
    boolean expected = text.codePoints().allMatch(TextProperties::mayStandInXml);
    assertThat(Text.isWritable(text)).isEqualTo(expected);
    assertThat(Text.isOneLine(text)).isEqualTo(expected && !text.matches("(?s).*[\\n\\r\\t].*"));
  }

  @Property
  void aTextIsKeptOrFaultyNeverCut(
      @ForAll("texts") String text, @ForAll @IntRange(max = 12) int lengthMax) {
    List<FieldFault> faults = new ArrayList<>();
    String kept = Text.atMost(lengthMax, Optional.of(text), Field.TITLE, faults);
    boolean isGood = text.codePointCount(0, text.length()) <= lengthMax && Text.isWritable(text);
    assertThat(kept).isEqualTo(isGood ? text : "");
    assertThat(faults).hasSize(isGood ? 0 : 1);
  }

  @Example
  void whatIsLeftOutIsEmptyAndNoFault() {
    List<FieldFault> faults = new ArrayList<>();
    assertThat(Text.atMost(5, Optional.empty(), Field.TITLE, faults)).isEmpty();
    assertThat(faults).isEmpty();
  }

  @Example
  void theFaultTellsTheLengthInCodePoints() {
    List<FieldFault> faults = new ArrayList<>();
    assertThat(Text.atMost(2, Optional.of("😀😀😀"), Field.TITLE, faults)).isEmpty();
    assertThat(faults.getFirst().message()).isEqualTo("must be at most 2 characters; it has 3.");
  }

  private static boolean mayStandInXml(int c) {
    boolean isControl = Character.getType(c) == Character.CONTROL && c < 0x20;
    boolean isAllowedControl = c == '\t' || c == '\n' || c == '\r';
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return (!isControl || isAllowedControl) && !isSurrogate && c != 0xFFFE && c != 0xFFFF;
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a", "ß", "語", "😀", "\t", "\n", "\r", "\u0000", "\u001F", "\u0085", "\uD800", "\uDC00",
            "\uFFFE", "\uFFFF", "\uFFFD", " ");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        pieces.list().ofMaxSize(6).map(list -> String.join("", list)));
  }
}
