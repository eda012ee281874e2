package org.pinacotheca.domain.identity;

import org.pinacotheca.domain.validation.Text;

/**
 * The name a member shows to others: 1 to 50 characters on one line, without blanks at its ends.
 */
public record Nickname(String value) {
  /** The longest nickname, in Unicode code points. */
  public static final int LENGTH_MAX = 50;

  public Nickname {
    if (value.isBlank()
        || !value.equals(value.strip())
        || Text.length(value) > LENGTH_MAX
        || !Text.isOneLine(value)) {
      throw new IllegalArgumentException(
          "a nickname is 1-50 characters on one line without blanks at its ends, not '"
              + value
              + "'");
    }
  }
}
