package org.pinacotheca.application.api.signin;

import java.time.Duration;
import org.pinacotheca.application.api.Refusal;

/**
 * Signs in by password. Its text form shows no secret.
 *
 * @param name a nickname, or a member's number; a nickname of several members fits none
 * @param password as it was typed
 * @param origin where the attempt comes from, as an opaque key, equal for attempts from one place
 * @param device what an earlier {@link SignedIn} gave the browser; the empty text when nothing
 */
public record SignIn(String name, String password, String origin, String device) {
  @Override
  public String toString() {
    return "SignIn[…]";
  }

  /** What becomes of the attempt. */
  public sealed interface Outcome
      permits SignedIn, WrongPassword, TooManyWrongPasswords, Suspended {}

  /** There is no such member, they have no password, or it is another one. */
  public record WrongPassword() implements Outcome, ChangePassword.Outcome, Refusal {}

  /**
   * Too many wrong passwords were given from this place, or by all together while this browser is
   * not known; none is tried before {@code retryAfter} has passed.
   */
  public record TooManyWrongPasswords(Duration retryAfter)
      implements Outcome, ChangePassword.Outcome, Refusal {}

  /** The password is right, and the member is suspended. */
  public record Suspended() implements Outcome, Refusal {}
}
