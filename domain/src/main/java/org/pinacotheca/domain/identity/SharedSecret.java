package org.pinacotheca.domain.identity;

import java.util.regex.Pattern;

/**
 * A secret that signs calls of the RPC: 1 to 128 visible ASCII characters. Its text form is hidden.
 */
public record SharedSecret(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

  public SharedSecret {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a secret is 1-128 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return "SharedSecret[…]";
  }
}
