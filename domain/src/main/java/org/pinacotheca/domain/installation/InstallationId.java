package org.pinacotheca.domain.installation;

import java.util.regex.Pattern;

/**
 * The random id of an installation, 32 lower-case hexadecimal digits. The database and the media
 * store both have it, which shows when one of them is another installation's. Not a secret.
 */
public record InstallationId(String value) {
  /** The number of digits. */
  public static final int DIGITS = 32;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

  public InstallationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an installation id is "
              + DIGITS
              + " lower-case hexadecimal digits, not '"
              + value
              + "'");
    }
  }
}
