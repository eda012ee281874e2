package org.pinacotheca.domain.picture;

import java.util.regex.Pattern;

/**
 * The name under which a picture's files are kept: 32 lower-case hexadecimal digits, drawn anew for
 * every upload and shown to nobody but the operator.
 */
public record MediaKey(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public MediaKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a media key is 32 lower-case hexadecimal digits, not '" + value + "'");
    }
  }
}
