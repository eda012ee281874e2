package org.pinacotheca.domain.signin;

import org.pinacotheca.domain.identity.SecretHash;

/**
 * The secret in the address of an invitation: those that exist have 40 hexadecimal digits. Its text
 * form is hidden, and it is stored only as a hash.
 */
public record InvitationToken(String value) {
  /** How many hexadecimal digits a token has. */
  public static final int DIGITS = 40;

  /** The hash under which the invitation is stored. */
  public SecretHash hash() {
    return SecretHash.of("invitation:" + value);
  }

  @Override
  public String toString() {
    return "InvitationToken[…]";
  }
}
