package org.pinacotheca.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.pinacotheca.domain.input.Text;

/** Texts that good programs have stumbled over. */
public final class NastyTexts {
  private static final List<String> ONE_LINE =
      List.of(
          "a",
          "0",
          "null",
          "%",
          "_",
          "100%_",
          "'",
          "''; --",
          "\"quoted\"",
          "\\",
          "\\u0041",
          "<b>&amp;</b>",
          "]]>",
          "{{name}}",
          ":name ?",
          "${x}",
          "a,b;c",
          "é",
          "e\u0301",
          "ÄÖÜß",
          "İstanbul",
          "日本語",
          "עברית",
          "\u202Eright",
          "a\u00A0b",
          "a\u200Bb",
          "😀",
          "👩‍👩‍👧",
          "𝔘𝔫𝔦",
          "\uFFFD",
          "a  b",
          "+1",
          "=1+1",
          "../..");

  private static final List<String> SEVERAL_LINES =
      List.of(
          "", " ", "  at both ends  ", "two\nlines", "dos\r\nline", "tab\there", "\n", "mac\rline");

  private NastyTexts() {}

  /**
   * Texts on one line without blanks at their ends, of 1 to {@code lengthMax} code points; some
   * have exactly so many.
   */
  public static List<String> oneLine(int lengthMax) {
    return Stream.concat(ONE_LINE.stream(), longest(lengthMax))
        .filter(text -> Text.length(text) <= lengthMax)
        .toList();
  }

  /** Texts of 0 to {@code lengthMax} code points, those of {@link #oneLine} among them. */
  public static List<String> free(int lengthMax) {
    return Stream.concat(SEVERAL_LINES.stream(), oneLine(lengthMax).stream())
        .filter(text -> Text.length(text) <= lengthMax)
        .toList();
  }

  private static Stream<String> longest(int lengthMax) {
    return Stream.of("x", "ß", "語", "😀").map(character -> character.repeat(lengthMax));
  }
}
