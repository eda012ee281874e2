package org.pinacotheca.domain.album;

import java.util.regex.Pattern;

/**
 * A PIN's keyed hash, 64 lower-case hexadecimal digits. Bound to its album, so that equal PINs of
 * two albums have different hashes.
 */
public record PinHash(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public PinHash {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a PIN's hash is 64 lower-case hexadecimal digits");
    }
  }
}
