package org.pinacotheca.application.api.signin;

import org.pinacotheca.domain.signin.Password;

/**
 * Replaces a password. Its text form shows no secret.
 *
 * @param current the present one, as it was typed
 * @param origin where the call comes from, as an opaque key
 * @param device as in {@link SignIn}
 */
public record ChangePassword(String current, Password replacement, String origin, String device) {
  @Override
  public String toString() {
    return "ChangePassword[…]";
  }

  /** What becomes of it. */
  public sealed interface Outcome
      permits SignedIn, SignIn.WrongPassword, SignIn.TooManyWrongPasswords {}
}
