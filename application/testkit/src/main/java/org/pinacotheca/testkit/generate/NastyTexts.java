package org.pinacotheca.testkit.generate;

import java.util.List;
import java.util.stream.Stream;
import org.pinacotheca.domain.validation.Text;

/** Awkward texts that often break programs. */
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

  private static final List<String> NO_NAMES =
      List.of(
          "",
          " ",
          "\t",
          "\u007F",
          "\u0085",
          "\u009F",
          "\u00A0",
          "\u00AD",
          "\u115F",
          "\u200B",
          "\u200B\u200C\u200D\u2060\uFEFF",
          "\u2028",
          "\u3000",
          "\u3164",
          "\uFE0F",
          "a\nb",
          "a\u0000b",
          "a\u007Fb",
          "a\u0085b",
          "a\u2028b",
          "a\u2029b",
          "\u202Eright",
          "a\u2066b\u2069");

  private static final List<String> SEVERAL_LINES =
      List.of(
          "", " ", "  at both ends  ", "two\nlines", "dos\r\nline", "tab\there", "\n", "mac\rline");

  private NastyTexts() {}

  /**
   * Texts on one line without blanks at their ends, of 1 to {@code lengthMax} code points; some
   * have exactly {@code lengthMax}.
   */
  public static List<String> oneLine(int lengthMax) {
    return Stream.concat(ONE_LINE.stream(), longest(lengthMax))
        .filter(text -> Text.length(text) <= lengthMax)
        .toList();
  }

  /** Texts that are unreadable or misleading, and so are not valid names. */
  public static List<String> noNames() {
    return NO_NAMES;
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
