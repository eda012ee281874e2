package org.pinacotheca.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class TextProperties {
  private static final String BLANKS =
      "[\\p{Z}\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{2800}"
          + "\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0000}-\\x{E0FFF}]*";

  @Property
  void aTextIsWritableWhenEachOfItsCharactersIs(@ForAll("texts") String text) {
    boolean expected = text.codePoints().allMatch(TextProperties::mayStandInXml);
    assertThat(Text.isWritable(text)).isEqualTo(expected);
    assertThat(Text.isOneLine(text)).isEqualTo(expected && !text.matches("(?s).*[\\n\\r\\t].*"));
  }

  @Property
  void aTextIsKeptOrFaultyNeverCut(
      @ForAll("texts") String text, @ForAll @IntRange(max = 12) int lengthMax) {
    Form form = new Form();
    String kept = Text.atMost(lengthMax, Optional.of(text), Field.TITLE, form);
    boolean isGood = text.codePointCount(0, text.length()) <= lengthMax && Text.isWritable(text);
    assertThat(kept).isEqualTo(isGood ? text : "");
    assertThat(form.faults()).hasSize(isGood ? 0 : 1);
  }

  /** Compared with the Unicode categories of regular expressions. */
  @Property
  void aNameIsOnOneLineVisibleAndTrimmed(@ForAll("texts") String text) {
    String trimmed = Text.trim(text);
    assertThat(Text.trim(trimmed)).isEqualTo(trimmed);
    assertThat(text).contains(trimmed);
    boolean isOneLine =
        Text.isWritable(text)
            && !trimmed.matches(
                "(?s).*[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}].*");
    boolean isGood = isOneLine && !trimmed.matches(BLANKS);
    Statistics.label("names").collect(isGood ? "good" : "faulty");
    if (Text.isWritable(text)) {
      assertThat(Text.nameFault(trimmed, 100).isEmpty()).as(trimmed).isEqualTo(isGood);
    } else if (!Text.isWritable(trimmed)) {
      assertThat(Text.nameFault(trimmed, 100)).isPresent();
    }
    String line = Text.line(text);
    assertThat(line.isEmpty() || Text.nameFault(line, 100).isEmpty()).as(line).isTrue();
  }

  @Example
  void whatNamesAreMadeOfSomewhereStandsInThem() {
    for (String name :
        List.of(
            "👨‍👩‍👧",
            "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F",
            "می‌خواهم",
            "❤️",
            "a\u00A0b",
            "\u200Fשלום\u200F",
            "é")) {
      assertThat(Text.trim(name)).isEqualTo(name);
      assertThat(Text.nameFault(name, 20)).as(name).isEmpty();
    }
  }

  @Example
  void aNameThatIsTooLongIsReportedItsLength() {
    assertThat(Text.nameFault("😀😀😀", 2)).contains("must be 1-2 characters; it has 3.");
  }

  @Example
  void whatIsLeftOutIsEmptyAndNoFault() {
    Form form = new Form();
    assertThat(Text.atMost(5, Optional.empty(), Field.TITLE, form)).isEmpty();
    assertThat(form.faults()).isEmpty();
  }

  @Example
  void theFaultTellsTheLengthInCodePoints() {
    Form form = new Form();
    assertThat(Text.atMost(2, Optional.of("😀😀😀"), Field.TITLE, form)).isEmpty();
    assertThat(form.faults().getFirst().message())
        .isEqualTo("must be at most 2 characters; it has 3.");
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
            "\uFFFE", "\uFFFF", "\uFFFD", " ", "\u007F", "\u009F", "\u00A0", "\u00AD", "\u115F",
            "\u200B", "\u200D", "\u2028", "\u2029", "\u202E", "\u2066", "\u2069", "\u3000",
            "\uFE0F", "\uFEFF");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        pieces.list().ofMaxSize(6).map(list -> String.join("", list)));
  }
}
