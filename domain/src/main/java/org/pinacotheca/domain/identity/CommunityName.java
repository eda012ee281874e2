package org.pinacotheca.domain.identity;

import java.util.regex.Pattern;

/** The system name of a community: 1 to 50 letters, digits, {@code -}, {@code _} and {@code .}. */
public record CommunityName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,50}");

  public CommunityName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "a community's system name is 1-50 letters, digits, '-', '_' or '.', not '"
              + value
              + "'");
    }
  }

  /** Whether the text could be a system name at all. */
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }
}
