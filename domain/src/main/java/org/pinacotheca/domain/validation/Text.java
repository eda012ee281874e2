package org.pinacotheca.domain.validation;

import java.util.Optional;
import java.util.Set;

/**
 * The rules of all texts of a gallery: lengths count Unicode code points, and a text can be written
 * in XML 1.0 and read again. New texts are on one line (descriptions may have several) without
 * invisible or direction-changing characters; texts stored earlier may contain such characters.
 */
public final class Text {
  /** Invisible characters that Unicode counts among letters and marks. */
  private static final Set<Integer> BLANKS =
      Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0);

  private static final String NOT_ONE_LINE =
      "must be on one line, without control characters and without characters that turn the"
          + " direction of writing.";

  private Text() {}

  /** The length in Unicode code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Whether every character may stand in an XML 1.0 document: no control character but tab and line
   * ends, no unpaired surrogate.
   */
  public static boolean isWritable(String text) {
    return text.codePoints().allMatch(Text::isXmlCharacter);
  }

  /** Whether the text has no line end or tab besides being {@link #isWritable writable}. */
  public static boolean isOneLine(String text) {
    return isWritable(text) && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\t');
  }

  /** The text without white space at its ends, zero-width space included. */
  public static String trim(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isWhiteSpace(text.codePointAt(begin))) {
      begin += Character.charCount(text.codePointAt(begin));
    }
    while (begin < end && isWhiteSpace(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(begin, end);
  }

  /**
   * The fault of a trimmed text as a name of 1 to {@code lengthMax} code points, as a sentence;
   * empty when there is none.
   */
  public static Optional<String> nameFault(String name, int lengthMax) {
    if (!name.codePoints().allMatch(Text::mayStandInLine)) {
      return Optional.of(NOT_ONE_LINE);
    }
    if (name.codePoints().noneMatch(Text::isVisible)) {
      return Optional.of("is required: 1-" + lengthMax + " characters that are not all blank.");
    }
    return length(name) > lengthMax
        ? Optional.of("must be 1-" + lengthMax + " characters; it has " + length(name) + ".")
        : Optional.empty();
  }

  /** The text with blanks in place of characters that a name cannot have; may be empty. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().map(c -> mayStandInLine(c) ? c : ' ').forEach(line::appendCodePoint);
    return line.codePoints().anyMatch(Text::isVisible) ? trim(line.toString()) : "";
  }

  /**
   * Checks a text of at most {@code lengthMax} code points on one line that may be left out.
   *
   * @param form where a fault is added
   * @return the text, or the empty text when there is none or it is at fault
   */
  public static String lineAtMost(int lengthMax, Optional<String> written, Field field, Form form) {
    String text = written.orElse("");
    if (!text.codePoints().allMatch(Text::mayStandInLine)) {
      form.fault(field, NOT_ONE_LINE);
      return "";
    }
    return atMost(lengthMax, written, field, form);
  }

  /**
   * Checks a text of at most {@code lengthMax} code points that may have several lines and may be
   * left out.
   *
   * @param form where a fault is added
   * @return the text, or the empty text when there is none or it is at fault
   */
  public static String atMost(int lengthMax, Optional<String> written, Field field, Form form) {
    String text = written.orElse("");
    if (length(text) > lengthMax) {
      form.fault(
          field, "must be at most " + lengthMax + " characters; it has " + length(text) + ".");
    } else if (!isWritable(text)) {
      form.fault(field, "must not hold control characters or broken surrogate pairs.");
    } else {
      return text;
    }
    return "";
  }

  private static boolean isWhiteSpace(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == 0x85
        || c == 0x200B
        || c == 0xFEFF;
  }

  private static boolean mayStandInLine(int c) {
    boolean turnsText = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !turnsText
        && isXmlCharacter(c)
        && switch (Character.getType(c)) {
          case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
          default -> true;
        };
  }

  private static boolean isVisible(int c) {
    boolean isSelector =
        (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x180B && c <= 0x180F) || (c >> 12) == 0xE0;
    return !isSelector
        && !BLANKS.contains(c)
        && mayStandInLine(c)
        && switch (Character.getType(c)) {
          case Character.FORMAT, Character.SPACE_SEPARATOR -> false;
          default -> true;
        };
  }

  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
