package org.pinacotheca.domain.input;

import java.util.List;
import java.util.Optional;

/**
 * The rules that every text of a gallery follows: lengths count Unicode code points, and a text can
 * be written in XML 1.0 and read again.
 */
public final class Text {
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

  /**
   * Checks a text of at most {@code lengthMax} code points that may be left out.
   *
   * @param faults where a fault is added
   * @return the text, or the empty text when there is none or it is at fault
   */
  public static String atMost(
      int lengthMax, Optional<String> written, Field field, List<FieldFault> faults) {
    String text = written.orElse("");
    if (length(text) > lengthMax) {
      faults.add(
          FieldFault.of(
              field, "must be at most " + lengthMax + " characters; it has " + length(text) + "."));
    } else if (!isWritable(text)) {
      faults.add(
          FieldFault.of(field, "must not hold control characters or broken surrogate pairs."));
    } else {
      return text;
    }
    return "";
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
